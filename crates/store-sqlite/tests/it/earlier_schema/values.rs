//! What was recorded before values were parsed.

use contactable_domain::value::{AddressKind, ContactValue};
use contactable_testkit::target;

use super::{Kept, phone, world};

#[tokio::test]
async fn looser_values_stay_readable() {
    for schemas in [1, 2] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let email = Kept {
            channel: "email",
            ..phone(3, "jürgen@example.com")
        };
        let address = Kept {
            channel: "address",
            postcode: Some("nowhere"),
            ..phone(4, "1 Mare Street nowhere")
        };
        let kept = [
            phone(1, "020.7123.4567"),
            phone(2, "123456"),
            email,
            address,
        ];
        let world = world(&folder.path().join("contactable.db"), schemas, &kept);
        let records = world.all(target(1)).await;
        let values: Vec<&ContactValue> = records.iter().map(|r| &r.information.value).collect();
        let typed: Vec<&str> = values.iter().map(|value| value.one_line()).collect();
        assert_eq!(typed, kept.map(|record| record.value));
        assert_eq!(values[1].normal(), None);
        assert_eq!(values[1].shown(), "123456");
        assert_eq!(values[2].shown(), "jürgen@example.com");
        assert_eq!(values[3].kind(), Some(AddressKind::NotKnown.as_str()));
        assert_eq!(values[0].normal().as_deref(), Some("+442071234567"));
    }
}
