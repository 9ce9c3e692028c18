"""Drives the emulator with the provider's own Python client, which knows nothing of ours.

    java -jar worker/target/browser-use-temporal.jar emulator --port 8787
    python official_client.py http://127.0.0.1:8787

It makes the emulator forget everything first. Exit code 0 only if every call agrees.
"""

import asyncio
import sys
import urllib.error
import urllib.request
import uuid
from importlib.metadata import version

import httpx
from browser_use_sdk import AsyncBrowserUse, BrowserUse, BrowserUseError, SessionSettings
from pydantic import BaseModel

calls = 0
problems = 0


class Price(BaseModel):
    shop: str
    price: float
    in_stock: bool


def check(name, work, agrees):
    """Counts a call, and prints whether its result is as it should be."""
    global calls, problems
    calls += 1
    try:
        result = work()
        fine = agrees(result)
    except Exception as error:  # whatever the client throws is a disagreement
        result, fine = f"{type(error).__name__}: {error}", False
    print(f"{'ok  ' if fine else 'FAIL'} {name}")
    if not fine:
        problems += 1
        print(f"     got {str(result)[:2000]}")
    return result


def refused(name, status, text, work):
    """Counts a call that must be refused with a status and a text."""

    def attempt():
        try:
            return work()
        except BrowserUseError as error:
            return error

    check(
        f"{name} -> {status}",
        attempt,
        lambda e: isinstance(e, BrowserUseError) and e.status_code == status and text in e.message,
    )


def admin(base, method, path, body=""):
    request = urllib.request.Request(f"{base}/__admin{path}", body.encode() or None, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def scenarios(base):
    admin(base, "DELETE", "")
    quick = '"startDelay": "PT0.1S", "stepDuration": "PT0.1S", "steps": 3'
    for scenario in (
        f'{{{quick}, "outputFiles": [{{"fileName": "price.csv", "text": "lamp;42"}}]}}',
        f'{{"match": "^fail", {quick}, "outcome": "failed"}}',
        '{"match": "^wait", "startDelay": "PT0S", "outcome": "never"}',
    ):
        admin(base, "POST", "/scenarios", scenario)


def tasks(client):
    created = check(
        "tasks.create",
        lambda: client.tasks.create(
            "find the price of a lamp",
            llm="browser-use-2.0",
            start_url="https://shop.example/",
            max_steps=50,
            metadata={"order": "7"},
            secrets={"login": "secret"},
            allowed_domains=["*.shop.example"],
            highlight_elements=False,
            flash_mode=True,
            thinking=False,
            vision="auto",
            system_prompt_extension="Be brief.",
            judge=True,
            judge_ground_truth="42",
            session_settings=SessionSettings(proxyCountryCode="de"),
        ),
        lambda c: c.id and c.session_id,
    )
    id = str(created.id)
    check("tasks.get", lambda: client.tasks.get(id), lambda t: t.id == created.id and t.metadata == {"order": "7"})
    check(
        "tasks.wait",
        lambda: client.tasks.wait(id, timeout=20, interval=0.1),
        lambda t: t.status.value == "finished" and t.is_success and t.judge_verdict and len(t.steps) == 3
        and t.output and t.cost.root == "0.03" and t.started_at < t.finished_at,
    )
    check(
        "tasks.status at the end",
        lambda: client.tasks.status(id),
        lambda s: s.status.value == "finished" and s.is_success and s.output and s.cost.root == "0.03",
    )
    check(
        "tasks.logs",
        lambda: httpx.get(client.tasks.logs(id).download_url).raise_for_status().text,
        lambda log: "INFO step 3" in log and log.endswith("INFO task finished\n"),
    )
    file = client.tasks.get(id).output_files[0]
    check(
        "files.task_output",
        lambda: client.files.task_output(id, str(file.id)),
        lambda f: f.id == file.id and f.file_name == "price.csv" and httpx.get(f.download_url).text == "lamp;42",
    )
    check(
        "tasks.get after a failure",
        lambda: client.tasks.wait(str(client.tasks.create("fail").id), timeout=20, interval=0.1),
        lambda t: t.status.value == "failed" and t.is_success is False,
    )
    waiting = str(client.tasks.create("wait").id)
    check(
        "tasks.status",
        lambda: client.tasks.status(waiting),
        lambda s: s.status.value == "started" and s.finished_at is None and s.is_success is None,
    )
    check("tasks.stop", lambda: client.tasks.stop(waiting), lambda t: t.status.value == "stopped" and t.output is None)
    check("tasks.stop again", lambda: client.tasks.stop(waiting), lambda t: t.status.value == "stopped")
    another = client.tasks.create("wait")
    check(
        "tasks.stop_task_and_session",
        lambda: client.tasks.stop_task_and_session(str(another.id)),
        lambda t: t.status.value == "stopped"
        and client.sessions.get(str(another.session_id)).status.value == "stopped",
    )
    return created


def lists(client, created):
    check(
        "tasks.list",
        lambda: client.tasks.list(page_size=2),
        lambda page: page.total_items == 4 and len(page.items) == 2 and page.items[0].created_at > page.items[1].created_at,
    )
    check(
        "tasks.list, last page",
        lambda: client.tasks.list(page_size=3, page_number=2),
        lambda page: [item.id for item in page.items] == [created.id] and page.items[0].metadata == {"order": "7"},
    )
    check(
        "tasks.list by status",
        lambda: client.tasks.list(filter_by="failed"),
        lambda page: [item.task for item in page.items] == ["fail"],
    )
    check(
        "tasks.list by session",
        lambda: client.tasks.list(session_id=str(created.session_id)),
        lambda page: [item.id for item in page.items] == [created.id],
    )
    since = client.tasks.get(str(created.id)).created_at.isoformat()
    check("tasks.list after", lambda: client.tasks.list(after=since), lambda page: page.total_items == 4)
    check("tasks.list before", lambda: client.tasks.list(before=since), lambda page: page.total_items == 1)


def runs(client):
    check(
        "run with a schema",
        lambda: client.run("price", schema=Price),
        lambda r: isinstance(r.output, Price) and r.status.value == "finished",
    )
    stream = client.stream("find a chair")
    check(
        "stream",
        lambda: [step.number for step in stream],
        lambda numbers: numbers == [1, 2, 3] and stream.result.status.value == "finished",
    )


def sessions(client):
    session = check(
        "sessions.create",
        lambda: client.sessions.create(proxy_country_code="de", start_url="https://shop.example/", keep_alive=True),
        lambda s: s.status.value == "active" and s.live_url and s.keep_alive and s.finished_at is None,
    )
    id = str(session.id)
    task = client.tasks.create("wait in a session", session_id=id)
    check(
        "sessions.get",
        lambda: client.sessions.get(id),
        lambda s: [t.id for t in s.tasks] == [task.id] and s.public_share_url is None,
    )
    refused("tasks.create in a busy session", 400, "already has a running task", lambda: client.tasks.create("t", session_id=id))
    check("sessions.list", lambda: client.sessions.list(filter_by="active"), lambda page: [s.id for s in page.items] == [session.id])
    check(
        "billing.account",
        lambda: client.billing.account(),
        lambda a: a.active_session_count == 1 and a.concurrent_session_limit >= 1 and a.total_credits_balance_usd < 100,
    )
    refused("sessions.get_share", 404, "Public share not found", lambda: client.sessions.get_share(id))
    share = check("sessions.create_share", lambda: client.sessions.create_share(id), lambda s: s.view_count == 0)
    check("the shared page", lambda: httpx.get(share.share_url), lambda page: "wait in a session" in page.text)
    check(
        "sessions.get_share",
        lambda: client.sessions.get_share(id),
        lambda s: s.share_token == share.share_token and s.view_count == 1 and s.last_viewed_at,
    )
    check("sessions.delete_share", lambda: client.sessions.delete_share(id), lambda nothing: nothing is None)
    check(
        "files.session_url",
        lambda: client.files.session_url(id, file_name="a.csv", content_type="text/csv", size_bytes=3),
        lambda u: u.file_name == "a.csv"
        and httpx.post(u.url, data=u.fields, files={"file": ("a.csv", b"1;2")}).status_code == 204,
    )
    refused("sessions.purge", 403, "ZDR", lambda: client.sessions.purge(id))
    check("sessions.stop", lambda: client.sessions.stop(id), lambda s: s.status.value == "stopped" and s.live_url is None)
    check("tasks.get in a stopped session", lambda: client.tasks.get(str(task.id)), lambda t: t.status.value == "stopped")
    refused("tasks.create in a stopped session", 400, "Browser session is stopped.", lambda: client.tasks.create("t", session_id=id))
    check("sessions.delete", lambda: client.sessions.delete(id), lambda nothing: nothing is None)
    refused("sessions.get", 404, "Session not found", lambda: client.sessions.get(id))


def refusals(base, client):
    refused("tasks.get", 404, "Task not found", lambda: client.tasks.get(str(uuid.uuid4())))
    refused("tasks.get with no id", 422, "uuid_parsing", lambda: client.tasks.get("no-id"))
    refused("tasks.create without a task", 422, "string_too_short", lambda: client.tasks.create(""))
    refused("tasks.update with pause", 422, "enum", lambda: client.tasks.update(str(uuid.uuid4()), action="pause"))
    refused("tasks.list with a wide page", 422, "less_than_equal", lambda: client.tasks.list(page_size=101))
    hasty = BrowserUse(api_key="any", base_url=f"{base}/api/v2", max_retries=0)
    limit = client.billing.account().concurrent_session_limit
    held = [hasty.sessions.create() for _ in range(limit)]
    refused("sessions.create beyond the limit", 429, "Too many concurrent active sessions", hasty.sessions.create)
    refused("tasks.create beyond the limit", 429, "Too many concurrent active sessions", lambda: hasty.tasks.create("t"))
    for session in held:
        hasty.sessions.stop(str(session.id))
    hasty.close()


def faults(base, client):
    admin(base, "POST", "/faults", '{"method": "GET", "path": "/tasks$", "times": 1, "effect": {"status": 503}}')
    check("tasks.list after a 503", client.tasks.list, lambda page: page.total_items > 0)
    admin(base, "POST", "/faults", '{"method": "GET", "path": "/tasks$", "times": 1, "effect": {"disconnect": "after"}}')
    check("tasks.list after a cut connection", client.tasks.list, lambda page: page.total_items > 0)


async def at_once(base):
    async with AsyncBrowserUse(api_key="any", base_url=f"{base}/api/v2") as client:
        created = await client.tasks.create("find a table")
        done = await client.tasks.wait(str(created.id), timeout=20, interval=0.1)
        result = await client.run("price", schema=Price)
        return done.status.value, result.output


def main(base):
    scenarios(base)
    with BrowserUse(api_key="any", base_url=f"{base}/api/v2") as client:
        created = tasks(client)
        lists(client, created)
        runs(client)
        sessions(client)
        refusals(base, client)
        faults(base, client)
    check(
        "the asynchronous client",
        lambda: asyncio.run(at_once(base)),
        lambda got: got[0] == "finished" and isinstance(got[1], Price),
    )
    sdk = version("browser-use-sdk")
    if problems:
        print(f"{problems} of {calls} calls of browser-use-sdk {sdk} do not agree with the emulator")
        return 1
    print(f"{calls} calls of browser-use-sdk {sdk} agree with the emulator")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: official_client.py BASE_URL, such as http://127.0.0.1:8787")
    try:
        sys.exit(main(sys.argv[1].rstrip("/")))
    except (urllib.error.URLError, BrowserUseError, httpx.HTTPError, IndexError, AttributeError) as error:
        sys.exit(f"The script could not go on: {type(error).__name__}: {error}")
