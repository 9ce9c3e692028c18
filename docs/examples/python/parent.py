"""A workflow in Python with a browser task as its child: the task is stopped however the parent ends.

    python parent.py localhost:7233 browser-tasks
"""

import asyncio
import sys
import uuid

from temporalio import workflow
from temporalio.client import Client
from temporalio.worker import Worker


@workflow.defn
class WatchPrice:
    @workflow.run
    async def run(self, queue: str) -> str:
        result = await workflow.execute_child_workflow(
            "RunBrowserTaskWorkflow",
            {"task": "Watch the price of milk", "options": {"timeout": "PT1H"}},
            id=workflow.info().workflow_id + "-task",
            task_queue=queue,
            # With the default, TERMINATE, the child could not stop its task.
            parent_close_policy=workflow.ParentClosePolicy.REQUEST_CANCEL,
            cancellation_type=workflow.ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
        return result["output"]


async def main(address: str, queue: str) -> None:
    client = await Client.connect(address)
    parents = f"python-parents-{uuid.uuid4()}"
    async with Worker(client, task_queue=parents, workflows=[WatchPrice]):
        parent = await client.start_workflow(WatchPrice.run, queue, id=parents, task_queue=parents)
        child = client.get_workflow_handle(parents + "-task")
        while not await has_task(child):
            await asyncio.sleep(0.5)
        await parent.terminate("to show what becomes of the task")
        while (await child.describe()).status.name == "RUNNING":
            await asyncio.sleep(0.5)
        print("child", (await child.describe()).status.name)


async def has_task(child) -> bool:
    try:
        return bool((await child.query("progress")).get("taskId"))
    except Exception:  # it has not been started yet
        return False


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
