"""A browser by the W3C WebDriver protocol: chromium and chromium-driver from Debian, Python's own library, no more."""

import base64
import json
import shutil
import subprocess
import time
import urllib.request


class Browser:
    """A headless Chromium. `profile` keeps what pages store, so that a browser can be closed and opened again."""

    def __init__(self, profile, port=9617):
        driver = shutil.which("chromedriver") or "/usr/lib/chromium/chromedriver"
        self.process = subprocess.Popen(
            [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        options = {
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"],
            "prefs": {"download.default_directory": str(profile), "download.prompt_for_download": False},
        }
        if shutil.which("chromium"):
            options["binary"] = shutil.which("chromium")
        wanted = {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}}
        for _ in range(100):
            try:
                answer = self._send("POST", "/session", wanted)
                break
            except ConnectionError:
                time.sleep(0.1)
            except urllib.error.URLError:
                time.sleep(0.1)
        else:
            raise RuntimeError("chromedriver does not answer; install chromium and chromium-driver")
        self.path = f"/session/{answer['sessionId']}"

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def open(self, url):
        self._send("POST", self.path + "/url", {"url": url})

    def run(self, script, *arguments):
        return self._send("POST", self.path + "/execute/sync", {"script": script, "args": list(arguments)})

    def keys(self, text):
        """Types, key after key, where the focus is. Special keys are WebDriver's code points, ENTER = \\ue007."""
        steps = [step for key in text for step in (
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})]
        self._send("POST", self.path + "/actions", {
            "actions": [{"type": "key", "id": "keyboard", "actions": steps}]})

    def click(self, selector):
        found = self._send("POST", self.path + "/element", {"using": "css selector", "value": selector})
        self._send("POST", f"{self.path}/element/{next(iter(found.values()))}/click", {})

    def devtools(self, command, **parameters):
        return self._send("POST", self.path + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def size(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                      mobile=width < 600)

    def dark(self, on):
        self.devtools("Emulation.setEmulatedMedia", media="screen", features=[
            {"name": "prefers-color-scheme", "value": "dark" if on else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def screenshot(self, file, whole=False):
        if whole:
            data = self.devtools("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        else:
            data = self._send("GET", self.path + "/screenshot")
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))

    def log(self, kind):
        return self._send("POST", self.path + "/se/log", {"type": kind})

    def close(self):
        try:
            self._send("DELETE", self.path)
        finally:
            self.process.terminate()
            self.process.wait()
