"""Runs browser tasks from a service in Python: start, progress, result, stop, and a failure.

    pip install -r requirements.txt
    python caller.py localhost:7233 browser-tasks
"""

import asyncio
import sys
import uuid

from temporalio.client import Client, WorkflowFailureError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError

TYPE = "RunBrowserTaskWorkflow"


async def main(address: str, queue: str) -> None:
    client = await Client.connect(address)

    async def start(task: dict):
        return await client.start_workflow(
            TYPE,
            task,
            id=f"python-{uuid.uuid4()}",  # a name of the order, of which there is one paid task
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            task_queue=queue,
        )

    run = await start({"task": "Find the price of milk", "options": {"timeout": "PT10M", "maxCostUsd": 0.50}})
    result = await run.result()
    progress = await run.query("progress")
    print("result", result["outcome"], result["output"], result["creation"], progress["phase"])

    run = await start({"task": "Watch the price of milk"})
    while not (await run.query("progress")).get("taskId"):
        await asyncio.sleep(0.5)
    progress = await run.execute_update("stop")
    result = await run.result()
    print("stopped", result["outcome"], progress["stop"])

    try:
        await (await start({"task": "Find the price of milk", "colour": "red"})).result()
    except WorkflowFailureError as failure:
        cause = failure.cause
        assert isinstance(cause, ApplicationError)
        print("failure", cause.type, cause.details[0]["taskId"])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
