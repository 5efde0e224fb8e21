"""languages/<code>/<stage>.yaml -> the rules of one stage in one language.

The words of a language are data. Each stage declares, as a pydantic model, the closed set of keys its file may hold;
a language without a file gets the model's defaults, which must be harmless. This is the only disk access besides
read and publish.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from variorum.errors import ConfigError, Problem

LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where the wheel brings it: ten times faster


class Rules(BaseModel):
    """Base of the rule models; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


R = TypeVar("R", bound=Rules)


def load(code: str, stage: str, model: type[R]) -> R:
    """Return the rules of a stage (the file's name) for a BCP 47 tag; "pt-BR" falls back to "pt", then to defaults.

    Raises ConfigError with one problem for each misfit of the file.
    """
    rules = _load(code, stage, model)
    assert isinstance(rules, model)
    return rules


@cache
def _load(code: str, stage: str, model: type[Rules]) -> Rules:
    for tag in (code, code.split("-", maxsplit=1)[0]):
        file = resources.files("variorum").joinpath("languages", tag, f"{stage}.yaml")
        if file.is_file():
            # BaseLoader: every scalar is a string, so that "no", "on" and 12:30 stay words
            raw = yaml.load(file.read_text("utf-8"), Loader=LOADER)
            try:
                return model.model_validate(folded(raw or {}))
            except ValidationError as error:
                name = f"languages/{tag}/{stage}.yaml"
                raise ConfigError(
                    *(
                        Problem(path=name, line=1, message=f"{'.'.join(map(str, e['loc']))}: {e['msg']}")
                        for e in error.errors()
                    )
                ) from None
    return model()


def folded(raw: Any) -> Any:
    """Return loaded rules with a twin in "ss" for each listed word and key with "ß".

    Texts are compared as str.casefold makes them ("ß" becomes "ss"), and Switzerland writes "ss" anyway.
    """
    if isinstance(raw, dict):
        twins = {key.replace("ß", "ss"): value for key, value in raw.items() if "ß" in key}
        return {key: folded(value) for key, value in (twins | raw).items()}
    if isinstance(raw, list):
        plain = [folded(item) for item in raw]
        return plain + [t for item in plain if isinstance(item, str) and (t := item.replace("ß", "ss")) not in plain]
    return raw


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have rules, sorted."""
    return tuple(sorted(d.name for d in resources.files("variorum").joinpath("languages").iterdir() if d.is_dir()))
