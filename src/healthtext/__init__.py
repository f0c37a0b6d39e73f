"""healthtext repairs spun health articles and says which of their claims are unsupported.

    import healthtext
    print(healthtext.fix("Massage remedy eases the spinal twine."))

`load` gives a Pipeline for many articles; `records` describes what it returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthtext.pipeline import Pipeline
    from healthtext.settings import Settings

__version__ = "0.1.0"
__all__ = ["__version__", "fix", "load"]


def load(settings: Settings | None = None) -> Pipeline:
    """Return a Pipeline with the given settings, or with those of the working folder.

    Raises SettingsError for a bad configuration and AssetError for damaged packaged data.
    """
    from healthtext import settings as configuration
    from healthtext.pipeline import Pipeline

    return Pipeline(settings or configuration.load())


def fix(text: str) -> str:
    """Return `text` with every `safe` edit made.

    Raises StepError when the text is refused, with the reason. Loads the models at every call:
    use `load` for more than one text.
    """
    from healthtext import settings
    from healthtext.errors import StepError
    from healthtext.read import from_text
    from healthtext.records import Failure

    with load(settings.repairing(settings.load())) as pipeline:
        result = pipeline.run(from_text(text))
    if isinstance(result, Failure):
        raise StepError("text", result.message, result.remedy, code=result.code)
    return result.repaired
