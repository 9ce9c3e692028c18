"""Parents of browser tasks, for each parent-close policy and each end of the parent.

    python parents.py localhost:7233 browser-tasks PREFIX

Prints a line for each: policy, end, status of the parent, status of the child.
"""

import asyncio
import sys
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

POLICIES = ["REQUEST_CANCEL", "TERMINATE", "ABANDON"]
ENDS = ["CANCEL", "CANCEL_ASLEEP", "FAIL", "TIME_OUT", "TERMINATE"]


@workflow.defn
class Parent:
    @workflow.run
    async def run(self, queue: str, policy: str, asleep: bool) -> None:
        child = await workflow.start_child_workflow(
            "RunBrowserTaskWorkflow",
            {"task": "Find milk", "options": {"timeout": "PT70S"}},
            id=workflow.info().workflow_id + "-task",
            task_queue=queue,
            parent_close_policy=workflow.ParentClosePolicy[policy],
        )
        if asleep:
            await asyncio.sleep(3600)
        await child

    @workflow.signal
    def fail(self) -> None:
        raise ApplicationError("for the test")


async def end_of(client: Client, parents: str, queue: str, name: str, policy: str, end: str) -> None:
    parent = await client.start_workflow(
        Parent.run,
        args=[queue, policy, end == "CANCEL_ASLEEP"],
        id=name,
        task_queue=parents,
        execution_timeout=timedelta(seconds=40) if end == "TIME_OUT" else None,
    )
    child = client.get_workflow_handle(name + "-task")
    while not await has_task(child):
        await asyncio.sleep(1)
    if end in ("CANCEL", "CANCEL_ASLEEP"):
        await parent.cancel()
    elif end == "FAIL":
        await parent.signal(Parent.fail)
    elif end == "TERMINATE":
        await parent.terminate("for the test")
    parent_status = await closed(parent)
    # What outlives its parent ends by its own deadline.
    child_status = await closed(child)
    print(policy, end, parent_status, child_status, flush=True)


async def has_task(child) -> bool:
    try:
        return bool((await child.query("progress")).get("taskId"))
    except Exception:  # it has not been started yet
        return False


async def closed(handle) -> str:
    while (status := (await handle.describe()).status) == WorkflowExecutionStatus.RUNNING:
        await asyncio.sleep(1)
    return status.name


async def main(address: str, queue: str, prefix: str) -> None:
    client = await Client.connect(address)
    parents = prefix + "-parents"
    async with Worker(client, task_queue=parents, workflows=[Parent]):
        await asyncio.gather(
            *(
                end_of(client, parents, queue, f"{prefix}-{policy}-{end}", policy, end)
                for policy in POLICIES
                for end in ENDS
            )
        )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
