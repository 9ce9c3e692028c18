// Runs browser tasks from a service in Go: start, progress, result, stop, and a failure.
//
//	go run . localhost:7233 browser-tasks
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
)

// The fields that this service wants; there are more, see docs/options.md.
type task struct {
	Task    string         `json:"task"`
	Options map[string]any `json:"options,omitempty"`
	Colour  string         `json:"colour,omitempty"` // no such field, to see a failure
}

type result struct{ Outcome, Output, Creation, CostUsd string }

type progress struct{ TaskId, Phase, Stop, CostUsd string }

type evidence struct{ TaskId, Status, Stop, CostUsd string }

func main() {
	address, queue := os.Args[1], os.Args[2]
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	temporalClient, err := client.Dial(client.Options{HostPort: address})
	check(err)
	defer temporalClient.Close()

	start := func(input task) client.WorkflowRun {
		run, err := temporalClient.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
			ID:                       "go-" + rand.Text(), // a name of the order, of which there is one paid task
			TaskQueue:                queue,
			WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
			WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		}, "RunBrowserTaskWorkflow", input)
		check(err)
		return run
	}
	query := func(run client.WorkflowRun) (now progress) {
		answer, err := temporalClient.QueryWorkflow(ctx, run.GetID(), "", "progress")
		check(err)
		check(answer.Get(&now))
		return now
	}

	run := start(task{Task: "Find the price of milk", Options: map[string]any{"timeout": "PT10M", "maxCostUsd": 0.50}})
	var answer result
	check(run.Get(ctx, &answer))
	fmt.Println("result", answer.Outcome, answer.Output, answer.Creation, query(run).Phase)

	run = start(task{Task: "Watch the price of milk"})
	for query(run).TaskId == "" {
		time.Sleep(500 * time.Millisecond)
	}
	update, err := temporalClient.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: run.GetID(), UpdateName: "stop", WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	check(err)
	var stopped progress
	check(update.Get(ctx, &stopped))
	check(run.Get(ctx, &answer))
	fmt.Println("stopped", answer.Outcome, stopped.Stop)

	err = start(task{Task: "Find the price of milk", Colour: "red"}).Get(ctx, &answer)
	var failure *temporal.ApplicationError
	if !errors.As(err, &failure) {
		log.Fatalf("no failure: %v", err)
	}
	var found evidence
	check(failure.Details(&found))
	fmt.Println("failure", failure.Type(), found.TaskId)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
