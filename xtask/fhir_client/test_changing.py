import requests
from fhirpy.base.exceptions import ForbiddenError, OperationOutcome

from lost_answer import losing_one_answer
from pds import CONTACT_PREFERENCE, Pds, place_of, removing, replacing, telecom_of
from story import BASE_URL, PATIENT, RESTRICTED, Story, new_id, somebody

MOBILE = {"system": "phone", "use": "mobile"}
EMERGENCY = [
    {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/v2-0131",
                "code": "C",
                "display": "Emergency Contact",
            }
        ]
    }
]


class Changing(Story):
    def test_the_mobile_is_replaced(self):
        before = self.pds.read(PATIENT)
        mobile = telecom_of(before, **MOBILE)
        after = self.pds.change(before, replacing(before, mobile, value="07700900201"))
        self.assert_changed(before, after)
        self.assert_same_but(before, after, "telecom")
        self.assertEqual(telecom_of(after, id=mobile.id), {**mobile, "value": "07700900201"})
        others = [telecom for telecom in after.telecom if telecom.id != mobile.id]
        self.assertEqual(others, [telecom for telecom in before.telecom if telecom.id != mobile.id])

    def test_a_temporary_address_is_added_and_removed(self):
        before = self.pds.read(PATIENT)
        place = place_of(before.address, use="temp")
        away = before.address[place]
        after = self.pds.change(before, *removing(f"/address/{place}", away))
        self.assert_changed(before, after)
        self.assert_same_but(before, after, "address")
        self.assertEqual(after.address, [one for one in before.address if one.id != away.id])
        # As somebody else finds them: the id is the server's to give.
        back = {name: value for name, value in away.items() if name != "id"}
        again = self.pds.change(after, {"op": "add", "path": "/address/-", "value": back})
        self.assert_changed(after, again)
        added = again.address[place_of(again.address, use="temp")]
        self.assertEqual({**added, "id": None}, {**back, "id": None})

    def test_an_emergency_contact_is_added(self):
        before = self.pds.read(PATIENT)
        wanted = {
            "relationship": EMERGENCY,
            "telecom": [{"system": "phone", "value": "02079460202"}],
        }
        after = self.pds.change(before, {"op": "add", "path": "/contact/-", "value": wanted})
        self.assert_changed(before, after)
        self.assert_same_but(before, after, "contact")
        known = {contact.id for contact in before.get("contact", [])}
        (added,) = [contact for contact in after.contact if contact.id not in known]
        self.assertEqual((added.relationship, added.telecom), (wanted["relationship"], wanted["telecom"]))

    def test_the_preferred_times_are_changed(self):
        before = self.pds.read(PATIENT)
        place = place_of(before.extension, url=CONTACT_PREFERENCE)
        parts = [part for part in before.extension[place].extension if part.url != "PreferredContactTimes"]
        times = {"url": "PreferredContactTimes", "valueString": "Before noon"}
        value = {"url": CONTACT_PREFERENCE, "extension": [*parts, times]}
        after = self.pds.change(before, {"op": "replace", "path": f"/extension/{place}", "value": value})
        self.assert_changed(before, after)
        self.assertEqual(after.extension[place_of(after.extension, url=CONTACT_PREFERENCE)], value)

    def test_all_patches_or_none(self):
        before = self.pds.read(PATIENT)
        mobile = replacing(before, telecom_of(before, **MOBILE), value="07700900203")
        absent = {"op": "remove", "path": "/address/99"}
        self.assert_refused(
            self.pds,
            OperationOutcome,
            lambda: self.pds.change(before, mobile, absent),
            status=400,
            code="INVALID_UPDATE",
        )
        self.assertEqual(self.pds.read(PATIENT), before)


class SendingAgain(Story):
    def test_after_a_conflict_the_patient_is_read_again(self):
        other = somebody("worker")
        stale, theirs = self.pds.read(PATIENT), other.read(PATIENT)
        email = telecom_of(theirs, system="email")
        other.change(theirs, replacing(theirs, email, value="reached.first@example.com"))

        def change(patient):
            return self.pds.change(
                patient, replacing(patient, telecom_of(patient, **MOBILE), value="07700900204")
            )

        self.assert_refused(
            self.pds,
            OperationOutcome,
            lambda: change(stale),
            status=409,
            code="RESOURCE_VERSION_MISMATCH",
        )
        fresh = self.pds.read(PATIENT)
        after = change(fresh)
        self.assert_changed(fresh, after)
        self.assertEqual(telecom_of(after, system="email").value, "reached.first@example.com")
        self.assertEqual(telecom_of(after, **MOBILE).value, "07700900204")

    def test_after_a_lost_answer_the_same_request_is_sent_again(self):
        before = self.pds.read(PATIENT)
        patch = replacing(before, telecom_of(before, **MOBILE), value="07700900205")
        same = new_id()
        with losing_one_answer(BASE_URL) as unreliable:
            hurried = Pds(unreliable, self.pds.fhir.authorization.removeprefix("Bearer "))
            with self.assertRaises(requests.ConnectionError):
                hurried.change(before, patch, request_id=same)
        # Nobody told the client, but it was done.
        self.assertEqual(telecom_of(self.pds.read(PATIENT), **MOBILE).value, "07700900205")
        after = self.pds.change(before, patch, request_id=same)
        self.assert_changed(before, after)
        # Under another id it would be another request, and come too late.
        self.assert_refused(
            self.pds,
            OperationOutcome,
            lambda: self.pds.change(before, patch),
            status=409,
            code="RESOURCE_VERSION_MISMATCH",
        )


class WhoMayChange(Story):
    def test_a_patient_changes_their_own_mobile_and_not_their_landline(self):
        themselves = somebody("patient")
        before = themselves.read(PATIENT)
        after = themselves.change(
            before, replacing(before, telecom_of(before, **MOBILE), value="07700900206")
        )
        self.assert_changed(before, after)
        landline = telecom_of(after, system="phone", use="home")
        self.assert_refused(
            themselves,
            OperationOutcome,
            lambda: themselves.change(after, replacing(after, landline, value="02079460207")),
            status=400,
            code="INVALID_UPDATE",
        )

    def test_a_patient_sees_nobody_else(self):
        themselves = somebody("patient")
        self.assert_refused(
            themselves,
            ForbiddenError,
            lambda: themselves.read(RESTRICTED),
            status=403,
            code="ACCESS_DENIED",
        )

    def test_an_application_changes_nothing(self):
        app = somebody("app")
        patient = app.read(PATIENT)
        self.assert_refused(
            app,
            ForbiddenError,
            lambda: app.change(patient, replacing(patient, telecom_of(patient, **MOBILE))),
            status=403,
            code="INVALID_METHOD",
        )

    def test_a_restricted_patient_is_left_alone(self):
        patient = self.pds.read(RESTRICTED)
        mobile = {"system": "phone", "use": "mobile", "value": "07700900208"}
        self.assert_refused(
            self.pds,
            ForbiddenError,
            lambda: self.pds.change(patient, {"op": "add", "path": "/telecom/-", "value": mobile}),
            status=403,
            code="FORBIDDEN_UPDATE",
            severity="information",
        )
