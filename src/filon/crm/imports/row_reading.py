"""The cells of one row on their way to a record, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from filon.crm.imports.cells import LONGEST, PARSERS, one_line, says_yes
from filon.crm.imports.conformity import MANDATORY, REACHING
from filon.crm.imports.fields import IDENTIFYING, Field
from filon.crm.imports.hints import CELL_MISSING, CELL_TOO_LONG, IDENTITY_MISSING, TOO_LONG, hint_for
from filon.crm.imports.limits import MAX_CELL_CHARS
from filon.crm.imports.names import split_name
from filon.crm.imports.records import Problem, Record
from filon.kernel.values import InvalidValue, Phone, parse_email, parse_phone

VALUE_SHOWN = 120
_TEXTS = (Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.JOB_TITLE, Field.CITY, Field.POSTCODE, Field.SOURCE)


class RowReading:
    """``values`` are the texts of the mapped fields, ``columns`` the names of the columns they came from."""

    def __init__(
        self, number: int, *, values: dict[Field, str], columns: dict[Field, str], extra: dict[str, str]
    ) -> None:
        self._number = number
        self._values = values
        self._columns = columns
        self._extra = extra
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def record(self, *, region: str) -> Record:
        """Read every value; what cannot be used is in ``problems`` (the row is refused) or ``warnings`` (set aside)."""
        values = self._values
        record = Record(extra=self._extra, note=values.get(Field.NOTE, ""))
        for field in _TEXTS:
            if value := values.get(field):
                setattr(record, field, self._fitting(field, one_line(value)))
        for field, parse in PARSERS.items():
            if value := values.get(field):
                try:
                    setattr(record, field, self._fitting(field, parse(value)))
                except InvalidValue as fault:
                    self._set_aside(field, fault)
        record.opt_out = says_yes(values.get(Field.OPT_OUT, ""))
        self._read_email(record)
        record.phone = self._phone(Field.PHONE, country=record.country, region=region)
        record.mobile = self._phone(Field.MOBILE, country=record.country, region=region)
        self._read_name(record)
        self._look_at_lengths()
        return record

    def _fitting(self, field: Field, value: str) -> str:
        limit = LONGEST.get(field, MAX_CELL_CHARS)
        if len(value) <= limit:
            return value
        self._set_aside(field, InvalidValue("text_too_long", TOO_LONG))
        return value[:limit].rstrip()

    def _read_email(self, record: Record) -> None:
        if not (text := self._values.get(Field.EMAIL)):
            return
        try:
            record.email = parse_email(text)
        except InvalidValue as fault:
            self._refuse(field=Field.EMAIL, fault=fault)

    def _phone(self, field: Field, *, country: str, region: str) -> str:
        if not (text := self._values.get(field)):
            return ""
        try:
            phone = _phone_from(text, country=country, region=region)
        except InvalidValue as fault:
            self._refuse(field=field, fault=fault)
            return ""
        if phone.extension:
            self._extra[f"{self._columns[field]} (poste)"] = phone.extension
        return phone.e164

    def _read_name(self, record: Record) -> None:
        """A name in one cell, or beside the address, serves when there are no columns for its parts."""
        if record.first_name or record.last_name:
            return
        whole = self._values.get(Field.FULL_NAME) or (record.email.display_name if record.email else "")
        if whole:
            first, last = split_name(one_line(whole))
            record.first_name = self._fitting(Field.FULL_NAME, first)[: LONGEST[Field.FIRST_NAME]]
            record.last_name = self._fitting(Field.FULL_NAME, last)[: LONGEST[Field.LAST_NAME]]

    @property
    def identifies(self) -> bool:
        """Whether the row says anything about who it is about."""
        return not IDENTIFYING.isdisjoint(self._values)

    def refuse_as_nobody(self, *, columns: str) -> None:
        """``columns`` are the names of the empty cells of which one at least should be filled (ST-94)."""
        problem = self._problem(None, InvalidValue("identity_missing", IDENTITY_MISSING))
        self.problems.append(replace(problem, column=columns))

    def refuse_empty_cells(self, columns: Mapping[Field, str]) -> None:
        """``columns`` are those of the template; each mandatory one is named when it is empty (ST-34, A-ST-15)."""
        missing = [columns[field] for field in MANDATORY if field in columns and field not in self._values]
        reaching = [columns[field] for field in REACHING if field in columns]
        if reaching and not any(field in self._values for field in REACHING):
            missing.append(", ".join(reaching))
        for column in missing:
            problem = self._problem(None, InvalidValue("cell_missing", CELL_MISSING))
            self.problems.append(replace(problem, column=column))

    def _look_at_lengths(self) -> None:
        if max(map(len, self._values.values()), default=0) <= MAX_CELL_CHARS:
            return
        for field, value in self._values.items():
            if len(value) > MAX_CELL_CHARS:
                self._refuse(field=field, fault=InvalidValue("cell_too_long", CELL_TOO_LONG))

    def _refuse(self, *, field: Field, fault: InvalidValue) -> None:
        self.problems.append(self._problem(field, fault))

    def _set_aside(self, field: Field, fault: InvalidValue) -> None:
        self.warnings.append(self._problem(field, fault))
        self._extra[self._columns[field]] = self._values[field]

    def _problem(self, field: Field | None, fault: InvalidValue) -> Problem:
        return Problem(
            row=self._number,
            column=self._columns.get(field, "") if field else "",
            field=field.value if field else "",
            value=self._values.get(field, "")[:VALUE_SHOWN] if field else "",
            code=fault.code,
            message=fault.message,
            hint=hint_for(fault.code),
        )


def _phone_from(text: str, *, country: str, region: str) -> Phone:
    """Read a number as in the person's country if the row names one, else as in the workspace's."""
    if country and country != region:
        try:
            return parse_phone(text, country)
        except InvalidValue as fault:
            if fault.code == "phone_premium":
                raise
    return parse_phone(text, region)
