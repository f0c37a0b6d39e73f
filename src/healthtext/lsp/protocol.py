"""Two things that pygls does otherwise than the protocol has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method


class Protocol(LanguageServerProtocol):
    """Answer requests that are malformed; leave changes of documents to the server."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Make a message of JSON; a request whose parameters are wrong gets an error as answer.

        pygls would only log it and the editor wait for ever.
        """
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Iterator[Any]:
        """Hand a change on as it came: pygls would move its positions to lines of its own."""
        handler = self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE)
        if handler:
            yield handler, (params,), None
