//! How the database goes about what it is asked: by an index, to what is wanted and little else.

use contactable_store_postgres::{STATEMENTS, for_many};

use crate::database::{Database, connect};

/// How the statements begin that want everything in a table, or in one that holds a few rows and no more.
const WHOLE: &[&str] = &[
    "DELETE FROM lookup",
    "DELETE FROM relay_member WHERE until",
    "SELECT revocation_id",
    "UPDATE relay_lease SET holder = NULL, until = 0 WHERE holder",
];

/// A plan made once for whatever is bound: an index leads to every row.
#[tokio::test]
async fn no_statement_reads_a_whole_table() {
    let database = Database::migrated();
    let client = connect(&database.superuser()).await;
    let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
    client.batch_execute(settings).await.expect("set");
    let mut seen = 0;
    for text in STATEMENTS.iter().copied().flatten() {
        let statement = client.prepare(text).await.expect("prepared");
        let many = for_many(text, statement.params());
        for text in [Some((*text).to_owned()), many].into_iter().flatten() {
            seen += 1;
            let parameters = client
                .prepare(&text)
                .await
                .expect("prepared")
                .params()
                .len();
            let plan = plan(&client, &text, parameters).await;
            let is_meant = WHOLE.iter().any(|begin| text.starts_with(begin));
            let reads_all = plan.iter().any(|line| line.contains("Seq Scan on "));
            assert_eq!(reads_all, is_meant, "{text}:\n{}", plan.join("\n"));
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Forgetting what is old costs as much as there is of it, however much the log has.
#[tokio::test]
async fn pruning_looks_at_nothing_that_is_young() {
    let database = Database::migrated();
    let client = connect(&database.superuser()).await;
    let fill = "INSERT INTO event_log SELECT 3, n, gen_random_uuid(), gen_random_uuid(), 'a', gen_random_uuid(), 1, 1, \
         CASE WHEN n <= 3 THEN 10 ELSE 20 END, '' FROM generate_series(1, 5000) AS n; \
         INSERT INTO dead_letter SELECT 'one', 3, n, 20, 1, '' FROM generate_series(4001, 5000) AS n; \
         INSERT INTO dead_letter VALUES ('one', 3, 2, 10, 1, ''); \
         ANALYZE event_log; ANALYZE dead_letter; SET plan_cache_mode = force_generic_plan";
    client.batch_execute(fill).await.expect("filled");
    for (has, call) in [
        ("l.logged_at < $3", "(3, 5000, 15, 500)"),
        ("number = ANY ($2::bigint[])", "(3, '{1,3}')"),
    ] {
        let mut statements = STATEMENTS.iter().copied().flatten();
        let statement = statements.find(|text| text.contains("event_log") && text.contains(has));
        let statement = statement.expect("one that prunes");
        let prepare = format!("DEALLOCATE ALL; PREPARE pruning AS {statement}");
        client.batch_execute(&prepare).await.expect("prepared");
        let explain = format!("EXPLAIN (ANALYZE, TIMING off, COSTS off) EXECUTE pruning{call}");
        looks_at_few(&lines(&client, &explain).await);
    }
    let left = "SELECT count(*) FROM event_log WHERE number <= 3";
    let left: i64 = client.query_one(left, &[]).await.expect("read").get(0);
    assert_eq!(left, 1, "what could not be told stays");
}

/// Every step of a plan that was carried out came by a few rows alone.
fn looks_at_few(plan: &[String]) {
    let said = plan.join("\n");
    // Of a line as `Index Scan using … (actual rows=3 loops=1)`, or `Rows Removed by Filter: 4997`.
    let number_after = |line: &str, word: &str| -> Option<u64> {
        let rest = line.split_once(word)?.1;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some(digits.parse().expect("a number"))
    };
    let counted = plan.iter().filter_map(|line| {
        number_after(line, "actual rows=").or_else(|| number_after(line, "Removed by Filter: "))
    });
    let counted: Vec<u64> = counted.collect();
    assert!(counted.len() > 1, "{said}");
    assert!(counted.iter().all(|rows| *rows <= 5), "{said}");
}

async fn plan(client: &tokio_postgres::Client, text: &str, parameters: usize) -> Vec<String> {
    let nulls = vec!["NULL"; parameters].join(", ");
    let nulls = if parameters == 0 {
        String::new()
    } else {
        format!("({nulls})")
    };
    let prepare = format!("PREPARE looked_at AS {text}");
    client.batch_execute(&prepare).await.expect("prepared");
    let plan = lines(client, &format!("EXPLAIN EXECUTE looked_at{nulls}")).await;
    let forget = client.batch_execute("DEALLOCATE looked_at").await;
    forget.expect("forgotten");
    plan
}

async fn lines(client: &tokio_postgres::Client, text: &str) -> Vec<String> {
    let rows = client.simple_query(text).await;
    let rows = rows.unwrap_or_else(|error| panic!("{text}: {error}"));
    rows.iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
        .collect()
}
