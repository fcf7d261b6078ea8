"""Whether a resource is sound FHIR R4, by the models of fhir.resources. Of the releases that it has, R4B is the one whose
Patient, Bundle, OperationOutcome and CapabilityStatement are those of R4."""

from fhir.resources.R4B import get_fhir_model_class

# The model lists single formats where any media type may stand.
OPEN_CODES = {"format"}


class Unsound(AssertionError):
    """A resource that is not what FHIR says it has to be."""


def check(resource):
    """Raises Unsound unless the resource, and each within it, has FHIR's members, types and codes."""
    if not isinstance(resource, dict) or "resourceType" not in resource:
        raise Unsound(f"no resource: {resource}")
    try:
        model = get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except (KeyError, ValueError) as refusal:
        raise Unsound(f"{resource['resourceType']}: {refusal}") from refusal
    wrong = [*_empty(resource, ""), *_unknown_codes(model, "")]
    if wrong:
        raise Unsound(f"{resource['resourceType']}: " + "; ".join(wrong))


def _empty(value, path):
    """FHIR's JSON has no empty objects and arrays; the models read over them."""
    if value in ({}, []):
        yield f"{path} is empty"
    members = value.items() if isinstance(value, dict) else ()
    members = enumerate(value) if isinstance(value, list) else members
    for name, member in members:
        yield from _empty(member, f"{path}/{name}")


def _unknown_codes(model, path):
    """The models know which codes an element may have, and take any."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        codes = (field.json_schema_extra or {}).get("enum_values")
        here = f"{path}/{field.alias or name}"
        for each in value if isinstance(value, list) else [value]:
            if codes and name not in OPEN_CODES and each is not None and each not in codes:
                yield f"{here} is none of {', '.join(codes)}"
            if hasattr(type(each), "model_fields"):
                yield from _unknown_codes(each, here)
