//! The body of a no.

use serde::Serialize;

use super::ErrorCode;

const CODES: &str = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

/// Why a request was not fulfilled. The diagnostics may repeat what the caller sent or may see, so the `Debug` form
/// hides them, and they belong into no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub code: ErrorCode,
    /// What exactly, for people.
    pub diagnostics: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    resource_type: &'static str,
    issue: [Issue<'a>; 1],
}

#[derive(Serialize)]
struct Issue<'a> {
    severity: &'static str,
    code: &'static str,
    details: Details,
    #[serde(skip_serializing_if = "Option::is_none")]
    diagnostics: Option<&'a str>,
}

#[derive(Serialize)]
struct Details {
    coding: [Coding; 1],
}

#[derive(Serialize)]
struct Coding {
    system: &'static str,
    version: &'static str,
    code: &'static str,
    display: &'static str,
}

impl Problem {
    /// A problem that its code tells.
    pub fn bare(code: ErrorCode) -> Self {
        Self {
            code,
            diagnostics: None,
        }
    }

    /// A problem told in more words.
    pub fn told(code: ErrorCode, diagnostics: impl Into<String>) -> Self {
        Self {
            code,
            diagnostics: Some(diagnostics.into()),
        }
    }

    /// The `OperationOutcome`, as JSON text.
    pub fn to_text(&self) -> String {
        let code = self.code;
        let outcome = Outcome {
            resource_type: "OperationOutcome",
            issue: [Issue {
                severity: code.severity(),
                code: code.issue(),
                details: Details {
                    coding: [Coding {
                        system: CODES,
                        version: "1",
                        code: code.code(),
                        display: code.display(),
                    }],
                },
                diagnostics: self.diagnostics.as_deref(),
            }],
        };
        serde_json::to_string(&outcome).unwrap_or_default()
    }
}

impl std::fmt::Debug for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_has_one_issue_with_its_code() {
        let problem = Problem::told(ErrorCode::ForbiddenUpdate, "because");
        assert_eq!(
            problem.to_text(),
            concat!(
                r#"{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"forbidden","#,
                r#""details":{"coding":[{"system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","#,
                r#""version":"1","code":"FORBIDDEN_UPDATE","display":"Update is forbidden"}]},"diagnostics":"because"}]}"#
            )
        );
        assert!(!format!("{problem:?}").contains("because"));
    }

    #[test]
    fn without_more_words_there_are_no_diagnostics() {
        for code in ErrorCode::ALL {
            let text = Problem::bare(*code).to_text();
            assert!(!text.contains("diagnostics") && text.contains(code.display()));
        }
    }
}
