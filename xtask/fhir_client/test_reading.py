import asyncio
import copy

from fhirpy import AsyncFHIRClient
from fhirpy.base.exceptions import AuthorizationError, OperationOutcome, ResourceNotFound

import structure
from pds import CONTACT_PREFERENCE, Pds, telecom_of, version_tag
from story import BASE_URL, CONTENT_TYPE, INVALID, PATIENT, RESTRICTED, UNKNOWN, Story, new_id, somebody


class Reading(Story):
    def test_a_patient_has_every_contact_detail(self):
        patient = self.pds.read(PATIENT)
        self.assertEqual(patient.id, PATIENT)
        self.assertEqual(patient.meta.security[0].code, "U")
        self.assertEqual(self.pds.last.headers["Content-Type"], CONTENT_TYPE)
        self.assertEqual(self.pds.last.headers["ETag"], version_tag(patient))
        self.assertTrue(telecom_of(patient, system="phone", use="home").value)
        self.assertTrue(patient.address and patient.contact)
        (preference,) = [part for part in patient.extension if part.url == CONTACT_PREFERENCE]
        self.assertTrue(preference.extension)

    def test_two_reads_say_the_same(self):
        self.assertEqual(self.pds.read(PATIENT), self.pds.read(PATIENT))

    def test_ids_of_the_request_come_back(self):
        self.pds.read(PATIENT)
        sent = self.pds.last.request.headers["X-Request-ID"]
        self.assertEqual(self.pds.last.headers["X-Request-ID"], sent)

    def test_the_other_client_of_the_library_reads_the_same(self):
        client = AsyncFHIRClient(
            BASE_URL,
            authorization=self.pds.fhir.authorization,
            extra_headers={"X-Request-ID": new_id()},
        )

        async def several():
            return await asyncio.gather(*(client.get("Patient", PATIENT) for _ in range(4)))

        for patient in asyncio.run(several()):
            self.assertEqual(patient, self.pds.read(PATIENT))

    def test_related_people_are_a_bundle(self):
        bundle = self.pds.related_people(PATIENT)
        self.assertEqual((bundle.resourceType, bundle.type), ("Bundle", "searchset"))
        (entry,) = bundle.entry
        self.assertEqual((bundle.total, entry.resource.resourceType), (1, "RelatedPerson"))
        self.assertTrue(entry.fullUrl.endswith(f"/Patient/{PATIENT}/RelatedPerson/{entry.resource.id}"))

    def test_anybody_may_ask_what_the_server_can_do(self):
        statement = Pds(BASE_URL, None).capabilities()
        self.assertEqual(statement.resourceType, "CapabilityStatement")
        self.assertEqual(statement.fhirVersion, "4.0.1")
        resources = {resource.type: resource for resource in statement.rest[0].resource}
        self.assertLessEqual({"read", "patch"}, {can.code for can in resources["Patient"].interaction})

    def test_of_a_restricted_patient_the_contact_details_are_kept_back(self):
        patient = self.pds.read(RESTRICTED)
        self.assertEqual(patient.meta.security[0].code, "R")
        for member in ("telecom", "address", "contact", "generalPractitioner"):
            self.assertNotIn(member, patient)

    def test_an_application_reads_too(self):
        self.assertEqual(somebody("app").read(PATIENT), self.pds.read(PATIENT))


class RefusedReads(Story):
    def test_a_number_that_is_nobodys(self):
        self.assert_refused(
            self.pds,
            ResourceNotFound,
            lambda: self.pds.read(UNKNOWN),
            status=404,
            code="RESOURCE_NOT_FOUND",
            severity="information",
        )

    def test_a_number_that_cannot_be(self):
        self.assert_refused(
            self.pds,
            OperationOutcome,
            lambda: self.pds.read(INVALID),
            status=400,
            code="INVALID_RESOURCE_ID",
        )

    def test_nobody_without_a_token(self):
        stranger = Pds(BASE_URL, None)
        self.assert_refused(
            stranger,
            AuthorizationError,
            lambda: stranger.read(PATIENT),
            status=401,
            code="ACCESS_DENIED",
        )


class Checking(Story):
    """What is checked of every answer would be seen if it were wrong."""

    def test_an_unsound_resource_is_seen(self):
        sound = self.pds.read(PATIENT)
        for member, value in {
            "address": [],
            "birthDate": "1988-02-30",
            "telecom": [{"system": "pigeon", "value": "1"}],
            "contactPreference": "Letter",
        }.items():
            unsound = copy.deepcopy(dict(sound))
            unsound[member] = value
            with self.assertRaises(structure.Unsound, msg=member):
                structure.check(unsound)
