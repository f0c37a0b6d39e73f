"""Where results go: planned before the run, written beside and renamed, never over an input."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, cast

import click

from healthtext.cli.terminal import put

# What names of files of other formats end in: no result of ours is called so by itself.
OTHERS = frozenset(
    ("pdf", "doc", "docx", "odt", "rtf", "epub", "xls", "xlsx", "ods", "tsv", "txt", "md", "tex",
     "gz", "zip", "png", "svg", "yaml", "sarif")
)  # fmt: skip
Write = Callable[[str | bytes], object]


def plan(
    sources: Sequence[str], output: str | None, rename: Callable[[PurePath], str]
) -> list[Path | None]:
    """Return the file each source's result goes to; None is standard output.

    One source goes to the file `output` unless that is a folder; several go into the folder of
    that name, under the names that `rename` gives, numbered where a name is taken. Raises
    BadParameter for an output that is an input.
    """
    if output is None:
        return [None] * len(sources)
    path = Path(output)
    if len(sources) == 1 and not path.is_dir() and not output.endswith(("/", os.sep)):
        targets = [path]
    elif path.exists() and not path.is_dir():
        raise click.BadParameter(
            f"{output!r} is a file; give a folder for several sources.", param_hint="-o"
        )
    else:
        targets = list(_in_folder(sources, path, rename))
    for target in targets:
        _refuse_input(target, sources)
    return list(targets)


def format_of(output: str | None, known: Mapping[str, str], *, several: bool = False) -> str:
    """Return the format that the name of a file says, the first of `known` where it says none.

    Raises BadParameter for a name that ends as files of another format do: "report.pdf".
    """
    end = PurePath(output or "").suffix.removeprefix(".").lower()
    if end in known:
        return known[end]
    if output is not None and end in OTHERS and not several and is_new_file(output):
        ends = ", ".join(f".{name}" for name in known)
        problem = f"{output!r} ends in none of {ends}; choose one of these, or give --format."
        raise click.BadParameter(problem, param_hint="-o")
    return next(iter(known.values()))


def is_new_file(output: str) -> bool:
    """Tell whether an output of one source names a file to make, and no folder, pipe or device."""
    path = Path(output)
    return not output.endswith(("/", os.sep)) and (path.is_file() or not path.exists())


def _in_folder(
    sources: Sequence[str], folder: Path, rename: Callable[[PurePath], str]
) -> Iterator[Path]:
    taken: set[str] = set()
    for source in sources:
        name = PurePath(rename(PurePath("stdin.txt" if source == "-" else source)))
        unique, number = name, 1
        while str(unique).casefold() in taken:  # some file systems do not tell A from a
            number += 1
            unique = PurePath(f"{name.stem}-{number}{name.suffix}")
        taken.add(str(unique).casefold())
        yield folder / unique


def _refuse_input(target: Path, sources: Sequence[str]) -> None:
    for source in sources:
        if source != "-" and target.exists() and os.path.exists(source):  # noqa: PTH110
            if not target.samefile(source):
                continue
            raise click.BadParameter(
                f"{str(target)!r} is an input; give another file or folder.", param_hint="-o"
            )


@contextmanager
def opened(target: Path | None) -> Iterator[Write]:
    """Give a function that writes text, or bytes, to `target`, or to standard output for None.

    The file appears, or replaces an older one, when everything was written; when nothing was, or
    an error came between, all stays as it was. A link stays, its file is replaced; a pipe or device
    stays too and takes what comes. Raises OSError that names `target`.
    """
    if target is None:
        yield put
        return
    with _Output(target) as output:
        yield output.write


class _Output:
    """A file that takes its name at the end. It is made with the first text, not before."""

    def __init__(self, target: Path) -> None:
        self._name = target
        self._target = target.resolve()
        self._beside: Path | None = None
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> _Output:
        return self

    def write(self, data: str | bytes) -> None:
        if isinstance(data, str):
            data = data.encode("utf-8", "backslashreplace")
        with self._named():
            if self._stream is None:
                self._stream = self._begun()
            self._stream.write(data)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._stream is None:
            return
        try:
            with self._named():
                self._stream.close()
                if self._beside and kind is None:
                    _copy_mode(self._target, self._beside)
                    self._beside.replace(self._target)
        finally:
            if self._beside:
                self._beside.unlink(missing_ok=True)

    def _begun(self) -> IO[bytes]:
        """Open what is written to: a new file beside the target, or a target that is none."""
        if self._target.is_dir():
            raise _refused(errno.EISDIR, self._name)
        if self._target.exists() and not self._target.is_file():
            return self._target.open("wb")
        self._target.parent.mkdir(parents=True, exist_ok=True)
        stream = tempfile.NamedTemporaryFile(  # noqa: SIM115 (closed at the exit)
            dir=self._target.parent, prefix=f".{self._target.name[:80]}.", delete=False
        )
        self._beside = Path(stream.name)
        return cast("IO[bytes]", stream)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Have an error of the system's name the target: nobody knows the file beside it."""
        try:
            yield
        except FileExistsError:  # a folder cannot be made where a file is
            raise _refused(errno.ENOTDIR, self._name) from None
        except OSError as error:
            raise _refused(error.errno or errno.EIO, self._name) from None


def _refused(number: int, name: Path) -> OSError:
    return OSError(number, os.strerror(number), str(name))


def replace(target: Path, data: bytes) -> None:
    """Put new content in the place of a file's in one step, its permissions kept."""
    with opened(target) as write:
        write(data)


def _copy_mode(target: Path, beside: Path) -> None:
    if target.exists():
        shutil.copymode(target, beside)
        return
    umask = os.umask(0)
    os.umask(umask)
    beside.chmod(0o666 & ~umask)
