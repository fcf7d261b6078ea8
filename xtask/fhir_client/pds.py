"""A client of the PDS FHIR API, as a team writes one with fhirpy: it knows a base URL, a token and what PDS publishes,
and nothing of the server behind it."""

from uuid import uuid4

from fhirpy import SyncFHIRClient

import structure

CONTACT_PREFERENCE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference"
PATIENCE_SECONDS = 30


class Pds:
    """One caller of the API. Whatever comes back, refusals too, has to be sound FHIR."""

    def __init__(self, base_url, token):
        self.fhir = SyncFHIRClient(
            base_url,
            authorization=token and f"Bearer {token}",
            requests_config={"timeout": PATIENCE_SECONDS, "hooks": {"response": self._note}},
        )
        self.last = None

    def _note(self, response, **_):
        self.last = response
        structure.check(response.json())

    def _send(self, send, headers, request_id=None):
        self.fhir.extra_headers = {"X-Request-ID": request_id or str(uuid4()), **headers}
        return send()

    def read(self, number):
        """The patient as PDS has them now."""
        return self._send(lambda: self.fhir.get("Patient", number), {})

    def related_people(self, number):
        """The people related to a patient, as a Bundle."""
        path = f"Patient/{number}/RelatedPerson"
        return self._send(lambda: self.fhir.execute(path, method="get"), {})

    def capabilities(self):
        """What the server says that it can do."""
        return self._send(lambda: self.fhir.execute("metadata", method="get"), {})

    def change(self, patient, *patches, request_id=None):
        """Applies patches to the patient as it was read; gives back how it is then."""
        headers = {
            "Content-Type": "application/json-patch+json",
            "If-Match": version_tag(patient),
        }
        return self._send(
            lambda: self.fhir.patch("Patient", patient.id, patches=list(patches)), headers, request_id
        )


def version_tag(patient):
    """The ETag of a patient in this version."""
    return f'W/"{patient.meta.versionId}"'


def place_of(items, **wanted):
    """The index of the one item that has these values: places are never remembered from an earlier read."""
    found = [
        place
        for place, item in enumerate(items or [])
        if all(item.get(key) == value for key, value in wanted.items())
    ]
    assert len(found) == 1, f"{len(found)} items with {wanted} among {items}"
    return found[0]


def telecom_of(patient, **wanted):
    """The one telecom that has these values."""
    return patient.telecom[place_of(patient.telecom, **wanted)]


def replacing(patient, telecom, **values):
    """The patch that gives a telecom other values; its id stays."""
    place = place_of(patient.telecom, id=telecom.id)
    return {"op": "replace", "path": f"/telecom/{place}", "value": {**telecom, **values}}


def removing(path, item):
    """The patches that remove an item: first a test that it is still the one that was read."""
    return [{"op": "test", "path": path, "value": item}, {"op": "remove", "path": path}]
