"""Looks at a page of `handover report` as people do, in headless Chromium.

report.py PAGE WORD PDF: opens PAGE, sorts by click and by keyboard, filters for WORD, prints to
PDF, and tells in JSON what it saw. Speaks to the browser over its own protocol.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import websocket

ARGUMENTS = [
    "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--remote-debugging-port=0", "--remote-allow-origins=*",
    "--window-size=1200,900",
]

# What a page says of itself once it is there.
LOOK = """(() => {
  const all = (what) => Array.from(document.querySelectorAll(what));
  return {
    lang: document.documentElement.lang,
    scripts: document.scripts.length,
    foreign: all('img, iframe, object, embed, link, [src], [style], [onclick], [onerror]').length,
    text: document.body.textContent,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tables: all('table').map((table) => ({
      caption: table.caption.textContent,
      rows: table.tBodies[0].rows.length,
      scopes: Array.from(table.querySelectorAll('th')).every((th) => th.scope),
    })),
    pictures: all('svg').map((svg) => [svg.getAttribute('role'),
      ...svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id).textContent)]),
    loaded: performance.timing.loadEventEnd - performance.timing.navigationStart,
  };
})()"""

# The largest table that sorts, and one of its columns of numbers.
CHOOSE = """(() => {
  const tables = Array.from(document.querySelectorAll('table.rows'));
  window.chosen = tables.reduce((a, b) => b.tBodies[0].rows.length > a.tBodies[0].rows.length ? b : a);
  const column = Array.from(chosen.tBodies[0].rows[0].cells).findIndex((cell) => cell.dataset.v);
  window.column = column;
  const button = chosen.tHead.rows[0].cells[column].querySelector('button');
  button.scrollIntoView({ block: 'center' });
  const box = button.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()"""

SORTED = """[chosen.tHead.rows[0].cells[column].getAttribute('aria-sort'),
  Array.from(chosen.tBodies[0].rows, (row) => Number(row.cells[column].dataset.v))]"""

FILTER = """(() => {
  const bar = chosen.parentElement.previousElementSibling;
  bar.querySelector('input').focus();
})()"""

FILTERED = """[Array.from(chosen.tBodies[0].rows).filter((row) => !row.hidden).map((row) => row.textContent),
  chosen.parentElement.previousElementSibling.querySelector('[role=status]').textContent]"""


class Browser:
    def __init__(self, socket):
        self.socket, self.number, self.events = socket, 0, []

    def ask(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]
            self.events.append(message)

    def value(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def key(self, key, code, text):
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, text=text,
                     windowsVirtualKeyCode=code)

    def wait_for(self, method):
        while not any(event["method"] == method for event in self.events):
            self.events.append(json.loads(self.socket.recv()))


def opened(profile):
    """The address of the browser's first page."""
    import urllib.request
    port = pathlib.Path(profile, "DevToolsActivePort")
    for _ in range(600):
        if port.exists() and port.read_text().count("\n") >= 1:
            break
        time.sleep(0.1)
    number = port.read_text().splitlines()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{number}/json/list") as answer:
        return next(one for one in json.load(answer) if one["type"] == "page")["webSocketDebuggerUrl"]


def look(browser, page, word, pdf):
    for room in ("Page", "Runtime", "Network", "Log", "Accessibility"):
        browser.ask(f"{room}.enable")
    browser.ask("Page.navigate", url=pathlib.Path(page).resolve().as_uri())
    browser.wait_for("Page.loadEventFired")
    seen = browser.value(LOOK)

    x, y = browser.value(CHOOSE)
    for kind in ("mousePressed", "mouseReleased"):
        browser.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    seen["clicked"] = browser.value(SORTED)
    # Tab leads on to the next heading, and back again to this one.
    browser.value("chosen.tHead.rows[0].cells[column].querySelector('button').focus()")
    browser.key("Tab", 9, "\t")
    seen["tabbed"] = browser.value("document.activeElement.closest('th').cellIndex - column")
    browser.value("chosen.tHead.rows[0].cells[column].querySelector('button').focus()")
    browser.key("Enter", 13, "\r")
    seen["typed"] = browser.value(SORTED)
    browser.value(FILTER)
    browser.ask("Input.insertText", text=word)
    seen["filtered"] = browser.value(FILTERED)

    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in nodes:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    seen["roles"] = roles
    printed = browser.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    pathlib.Path(pdf).write_bytes(base64.b64decode(printed["data"]))

    events = browser.events
    requests = [event["params"]["request"]["url"] for event in events
                if event["method"] == "Network.requestWillBeSent"]
    seen["requests"] = [url for url in requests if url != pathlib.Path(page).resolve().as_uri()]
    said = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
    seen["said"] = [event["params"] for event in events if event["method"] in said]
    return seen


def main(page, word, pdf):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [*ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            socket = websocket.create_connection(opened(profile), timeout=120)
            print(json.dumps(look(Browser(socket), page, word, pdf)))
            socket.close()
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
