"""A workflow in Python that runs browser tasks in another namespace, by Temporal Nexus.

    temporal operator namespace create --namespace my-namespace
    temporal operator nexus endpoint create --name browser-tasks \\
        --target-namespace default --target-task-queue browser-tasks
    python nexus.py localhost:7233 my-namespace browser-tasks
"""

import asyncio
import sys
import uuid

import nexusrpc
from temporalio import workflow
from temporalio.client import Client
from temporalio.exceptions import ApplicationError, NexusOperationError
from temporalio.worker import Worker


@nexusrpc.service(name="BrowserTaskService")
class BrowserTaskService:
    run_task: nexusrpc.Operation[dict, dict] = nexusrpc.Operation(name="runTask")


@workflow.defn
class FindPrice:
    @workflow.run
    async def run(self, endpoint: str, task: dict) -> str:
        browser = workflow.create_nexus_client(service=BrowserTaskService, endpoint=endpoint)
        try:
            # A cancel of this workflow waits here until the task has stopped.
            result = await browser.execute_operation(BrowserTaskService.run_task, task)
        except NexusOperationError as e:
            if not isinstance(e.cause, ApplicationError):
                raise
            return f"failure {e.cause.type}, task {e.cause.details[0]['taskId']}"
        return f"result {result['outcome']} {result['output']}"


async def main(address: str, namespace: str, endpoint: str) -> None:
    client = await Client.connect(address, namespace=namespace)
    queue = f"python-{uuid.uuid4()}"
    async with Worker(client, task_queue=queue, workflows=[FindPrice]):
        for task in [{"task": "Find the price of milk"}, {"task": ""}]:
            print(
                await client.execute_workflow(
                    FindPrice.run, args=[endpoint, task], id=f"price-{uuid.uuid4()}", task_queue=queue
                )
            )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
