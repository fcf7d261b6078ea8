"""What the tests share: where the server is, who asks, and whom they ask about. `cargo xtask fhir-client` says all of it
in the environment."""

import json
import os
import unittest
from uuid import uuid4

from pds import Pds

BASE_URL = os.environ["PDS_BASE_URL"]
# A patient with everything, who is also the one that may ask about themselves.
PATIENT = os.environ["PDS_PATIENT"]
RESTRICTED = os.environ["PDS_RESTRICTED_PATIENT"]
# A number that could be somebody's and is nobody's.
UNKNOWN = os.environ["PDS_UNKNOWN_PATIENT"]
# A number whose last digit does not check the others.
INVALID = "9000000000"
CONTENT_TYPE = "application/fhir+json"


def somebody(who):
    """One of those who may ask: worker, patient, app."""
    return Pds(BASE_URL, os.environ[f"PDS_{who.upper()}_TOKEN"])


class Story(unittest.TestCase):
    """One thing that a client does. Each begins by reading how the patient is by now."""

    maxDiff = None

    def setUp(self):
        self.pds = somebody("worker")

    def assert_refused(self, pds, exception, send, *, status, code, severity="error"):
        """The refusal is raised as fhirpy's users know it, and says what PDS says."""
        with self.assertRaises(exception):
            send()
        answer = pds.last
        told = f"{answer.status_code} {answer.text}"
        self.assertEqual(answer.status_code, status, told)
        outcome = json.loads(answer.text)
        self.assertEqual(outcome["resourceType"], "OperationOutcome", told)
        (issue,) = outcome["issue"]
        self.assertEqual(issue["details"]["coding"][0]["code"], code, told)
        self.assertEqual(issue["severity"], severity, told)
        return issue

    def assert_changed(self, before, after):
        """One version on, and the next read says just the same."""
        self.assertEqual(int(after.meta.versionId), int(before.meta.versionId) + 1)
        self.assertEqual(self.pds.read(after.id), after)

    def assert_same_but(self, before, after, member):
        """Nothing else was touched."""
        def rest(patient):
            return {name: value for name, value in patient.items() if name not in (member, "meta")}

        self.assertEqual(rest(after), rest(before))


def new_id():
    """An id for a request that may have to be sent again."""
    return str(uuid4())
