"""Gradio, with everything switched off in it that would speak to other hosts: `from ui.offline_gradio import gr`.

It must be imported from here alone, as it decides while it is imported. It takes three seconds, so only modules of the
page do so, and the command line imports these when the page is to be served.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
for _name in ("NO_PROXY", "no_proxy"):  # behind a proxy the page must still reach itself
    _hosts = [host for host in os.environ.get(_name, "").split(",") if host]
    os.environ[_name] = ",".join(dict.fromkeys([*_hosts, "127.0.0.1", "localhost", "::1"]))

import gradio as gr  # noqa: E402 - after the lines above

__all__ = ["gr"]
