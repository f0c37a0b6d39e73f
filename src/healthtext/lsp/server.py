"""The server over standard input and output: one thread talks, one checks.

A document is checked when its editor has paused for a moment. A change takes back a check that
waits and makes the result of one that runs worthless, so that what is shown always belongs to the
version that the editor has.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

import healthtext
from healthtext import __version__, settings
from healthtext.errors import HealthtextError
from healthtext.lsp.answers import FIX_ALL, Checked
from healthtext.lsp.documents import Document, Text, Units
from healthtext.lsp.protocol import Protocol
from healthtext.pipeline import Pipeline
from healthtext.read import gates
from healthtext.records import Article, Failure, Report, Source

log = logging.getLogger("healthtext.lsp")
DELAY = 0.4  # seconds without a change before a document is checked


class Server(LanguageServer):
    """Open documents, what was found in them, and the checks under way."""

    def __init__(self, options: dict[str, Any], delay: float) -> None:
        super().__init__("healthtext", __version__, protocol_cls=Protocol)
        self._options = options
        self._delay = delay
        self._documents: dict[str, Document] = {}
        self._checked: dict[str, Checked] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._worker = ThreadPoolExecutor(1, "healthtext-check")
        self._pipeline: Pipeline | None = None

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a document in and check it at once."""
        units = cast(Units, str(getattr(self._encoding, "value", self._encoding)))
        text = Text(item.text, units)
        self._documents[item.uri] = Document(item.uri, item.language_id, item.version, text)
        self._plan(item.uri, 0.0)

    @property
    def _encoding(self) -> object:
        return self.workspace.position_encoding

    def change(
        self, item: types.VersionedTextDocumentIdentifier,
        changes: list[types.TextDocumentContentChangeEvent],
    ) -> None:  # fmt: skip
        """Apply changes and check the document when no other comes for a moment."""
        document = self._documents.get(item.uri)
        if document is None:
            log.warning("a change of %s, which is not open, was ignored", item.uri)
            return
        document.change(changes, item.version)
        self._plan(item.uri, self._delay)

    def close(self, uri: str) -> None:
        """Forget a document and what was found in it."""
        self._cancel(uri)
        self._checked.pop(uri, None)
        if self._documents.pop(uri, None):
            self._publish(uri, None, [])

    def current(self, uri: str) -> Checked | None:
        """Return what is known of a document as it is now, or None while it is being changed."""
        checked, document = self._checked.get(uri), self._documents.get(uri)
        if checked is None or document is None or checked.version != document.version:
            return None
        return checked

    def stop(self) -> None:
        """Take back the checks that wait and end what the pipeline has started."""
        for uri in list(self._tasks):
            self._cancel(uri)
        self._worker.shutdown(wait=True, cancel_futures=True)
        if self._pipeline:
            self._pipeline.close()

    def _plan(self, uri: str, delay: float) -> None:
        self._cancel(uri)
        task = asyncio.get_running_loop().create_task(self._check(uri, delay))
        self._tasks[uri] = task
        task.add_done_callback(lambda done: self._forget(uri, done))

    def _cancel(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task:
            task.cancel()

    def _forget(self, uri: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(uri) is task:
            del self._tasks[uri]
        if not task.cancelled() and task.exception():
            log.error("the check of %s failed", uri, exc_info=task.exception())

    async def _check(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        document = self._documents[uri]
        if not document.kind:
            log.info("%s is %s, which is not checked", uri, document.language)
            return
        version, text = document.version, document.text
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(
            self._worker, self._run, _name(uri), document.kind, text.content
        )
        if isinstance(result, Report):
            self._checked[uri] = checked = Checked.of(result, text, version)
            self._publish(uri, version, checked.diagnostics())
        else:
            self._checked.pop(uri, None)
            self._publish(uri, version, [])
            if result.code != "empty":  # an empty document is no trouble
                self._tell(types.MessageType.Warning, str(result))

    def _run(self, name: str, kind: str, text: str) -> Report | Failure:
        """Check a text; a wrong setting is its failure too. Runs in the worker's thread."""
        source = Source(name, kind)
        try:
            pipeline = self._loaded()
        except HealthtextError as error:
            problem = f"{error.where}: {error.problem}"
            return Failure(name, source, "load", error.code, problem, error.remedy)
        limit = pipeline.settings.max_bytes
        article = gates.attempt(lambda: _article(text, source, limit), name, source)
        return article if isinstance(article, Failure) else pipeline.run(article)

    def _loaded(self) -> Pipeline:
        """Return the pipeline, loaded with the first text that is checked."""
        if self._pipeline is None:
            folder = Path(self.workspace.root_path or Path.cwd())
            pipeline = healthtext.load(settings.load(folder, apply="safe", **self._options))
            pipeline.load()
            self._pipeline = pipeline
        return self._pipeline

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, found, version=version)
        )

    def _tell(self, kind: types.MessageType, message: str) -> None:
        self.window_log_message(types.LogMessageParams(kind, message))


def _name(uri: str) -> str:
    return to_fs_path(uri) or uri


def _article(text: str, source: Source, limit: int) -> Article:
    """Make an article that has passed what every file passes; raises InputError."""
    gates.refuse_long(text, source.name, limit)
    if source.kind == "markdown":
        from healthtext.read import markdown

        return gates.admit(markdown.article(text, source))
    return gates.admit(Article(source.name, text, source))


def make(options: dict[str, Any], delay: float = DELAY) -> Server:
    """Return a server that answers what editors ask; `options` lie over the configuration."""
    server = Server(options, delay)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params.text_document, [*params.content_changes])

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        checked = server.current(params.text_document.uri)
        return checked.hover(params.position) if checked else None

    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = server.current(params.text_document.uri)
        if checked is None:
            return []
        uri, only = params.text_document.uri, params.context.only
        return checked.actions(uri, params.range, only, versioned=_versioned(server))

    return server


def _versioned(server: Server) -> bool:
    """Tell whether the editor refuses edits for another version of a document itself."""
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    return bool(edits and edits.document_changes)


def serve(options: dict[str, Any], delay: float = DELAY) -> None:
    """Serve one editor over standard input and output until it goes."""
    talk = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no message
    server = make(options, delay)
    try:
        server.start_io(stdout=talk)
    finally:
        server.stop()
