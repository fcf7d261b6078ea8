//! Patients by FHIR, beside the council's reads and creates of the same records: over a database of their own, so that
//! what is measured without them stays comparable.

use std::process::Command;

use super::{has_records, told};
use crate::Failure;
use crate::dataset::{Dataset, details, patients};
use crate::figures::Figures;
use crate::house::House;
use crate::http::{Request, ask};
use crate::load::{self, Patches};
use crate::process::Server;

/// The folder of the database.
const DATA: &str = "patients";

/// The rounds of what was measured of patients.
#[derive(Default)]
pub struct PatientRounds {
    pub council_reads: Vec<Figures>,
    pub reads: Vec<Figures>,
    pub council_creates: Vec<Figures>,
    pub changes: Vec<Figures>,
}

impl House<'_> {
    /// All reads come before all changes, which make what is read grow.
    pub(super) fn measure_patients(&self, rounds: &mut PatientRounds) -> Result<(), Failure> {
        println!("Filling a database with {} patients", self.options.targets);
        let dataset = self.fill_patients()?;
        let server = self.start_over(DATA)?;
        let place = self.measure_patient_reads(&server, &dataset, rounds)?;
        self.measure_patient_changes((&server, place), &dataset, rounds)?;
        server.stop()
    }

    /// The first patient is imported, and a council is told the same of them.
    fn fill_patients(&self) -> Result<Dataset, Failure> {
        let server = self.start_over(DATA)?;
        let file = self.dir.join("patient.json");
        std::fs::write(&file, patients::RESOURCE)?;
        let mut import = Command::new(&self.options.server);
        import.args(["import", "fhir", "--demo"]);
        let output = import.arg(self.dir.join(DATA)).arg(file).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{import:?} failed: {said}").into());
        }
        let database = self.database_in(DATA);
        let first = patients::first(&database)?;
        self.create(&server, first, &details::eight())?;
        server.stop()?;
        Dataset::fill(&database, (first, patients::RECORDS), self.options.targets)
    }

    /// Gives back where in a patient's `telecom` the mobile is.
    fn measure_patient_reads(
        &self,
        server: &Server,
        dataset: &Dataset,
        rounds: &mut PatientRounds,
    ) -> Result<usize, Failure> {
        let any = *dataset.targets.first().ok_or("no targets")?;
        let mut council = Request::list(server.address(), &self.token()?);
        let listed = ask(server.address(), council.about(any))?;
        has_records(&listed, details::eight().len())?;
        let mut patient = Request::read_patient(server.address(), &self.token_of(WORKER)?);
        let shown = ask(server.address(), patient.about(any))?;
        let place = patients::place_of_mobile(&shown.body)?;
        let (council, patient) = (dataset.asked(council), dataset.asked(patient));
        for seed in self.seeds() {
            let figures = load::measure(server, &council, self.options, seed)?;
            let council = told("patients, the council's reads", figures);
            rounds.council_reads.push(council);
            let figures = load::measure(server, &patient, self.options, seed)?;
            rounds.reads.push(told("patients, reads by FHIR", figures));
        }
        Ok(place)
    }

    fn measure_patient_changes(
        &self,
        (server, place): (&Server, usize),
        dataset: &Dataset,
        rounds: &mut PatientRounds,
    ) -> Result<(), Failure> {
        let body = details::one_more();
        let create = Request::create(server.address(), &self.token()?, &body);
        let create = dataset.asked(create);
        let token = self.token_of(WORKER)?;
        for seed in self.seeds() {
            let figures = load::measure(server, &create, self.options, seed)?;
            let council = told("patients, the council's creates", figures);
            rounds.council_creates.push(council);
            let patches = Patches {
                server: server.address(),
                token: token.clone(),
                place,
                subjects: dataset.targets.clone(),
                // Every create has raised one.
                versions: patients::versions(&self.database_in(DATA), &dataset.targets)?,
                connections: self.options.connections,
            };
            let figures = load::measure(server, &patches, self.options, seed)?;
            rounds
                .changes
                .push(told("patients, changes by FHIR", figures));
        }
        Ok(())
    }
}

/// Who reads and changes patients.
const WORKER: &str = "pds-worker";
