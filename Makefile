# Every chore is one target. The work is done by cargo, or by a small script in tools/ that can be run on its own.
# ARGS goes through: make run ARGS=--json, make bench ARGS="--only drain".

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run test check bench audit clean

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Not `-p pinpoint-cli`: the features of the whole workspace are chosen, so that `make test` finds these dependencies built.
run: ## build, then play an installer's whole job; on a terminal it goes on serving until Ctrl-C
	@tools/setup build
	@cargo build --bin pinpoint
	@cargo run --quiet --bin pinpoint -- demo --data .pinpoint/demo $(ARGS)

test: ## run every test of the workspace, end with a count
	@tools/setup build
	@tools/test $(ARGS)

check: ## formatting, lints, arrows between crates, documentation, nothing tied to one machine
	@tools/setup check
	@tools/check

bench: ## measure the store, the seal and the outbox in a release build, as a table and as JSON
	@tools/setup build
	@cargo run --release -p pinpoint-tests --bin bench -- $(ARGS)

audit: ## licences, sources, advisories of all dependencies, and an SBOM in dist/ (first time: minutes)
	@tools/setup build
	@tools/audit

clean: ## remove what was built and the demo's data, keep the installed audit tools
	@cargo clean
	@rm -rf dist .pinpoint/demo
