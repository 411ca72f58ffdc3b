# Every chore is one target. The work is done by cargo, or by a small script in tools/ that can be run on its own.
# ARGS goes through: make run ARGS=--json, make bench ARGS="--only drain".

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run test stories check fuzz soak bench bindings audit clean

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Not `-p pinpoint-cli`: the features of the whole workspace are chosen, so that `make test` finds these dependencies built.
run: ## build, then play an installer's whole job; on a terminal it goes on serving the web installer until Ctrl-C; LAN=1 also to phones in the same network
	@tools/setup build
	@tools/page || echo "run: goes on without the web installer; the reason stands above"
	@cargo build --bin pinpoint
	@cargo run --quiet --bin pinpoint -- demo --data .pinpoint/demo $(if $(LAN),--lan) $(ARGS)

test: ## run every test of the workspace and of each face, end with a count
	@tools/setup build
	@tools/test $(ARGS)

stories: ## play the stories of fixtures/stories through every face, end with the table story x face
	@tools/setup build
	@tools/stories

check: ## formatting, lints, arrows between crates, documentation, nothing tied to one machine
	@tools/setup check
	@tools/check

fuzz: ## look for inputs that break a law, a minute for each target (first time: minutes to build)
	@tools/setup build
	@tools/fuzz $(ARGS)

soak: ## 100,000 sequences of taps, every state of each playbook, power cuts, kills and requests without end, and whether a test notices a broken rule (hours)
	@tools/setup build
	@tools/soak $(ARGS)

bench: ## measure the core and what a call costs through each face, in release builds, as tables and as JSON
	@tools/setup build
	@tools/bench $(ARGS)

bindings: ## build the packages for Kotlin, Swift and browsers into dist/, with their checksums
	@tools/setup build
	@tools/bindings

audit: ## licences, sources, advisories of all dependencies, and an SBOM in dist/ (first time: minutes)
	@tools/setup build
	@tools/audit

clean: ## remove what was built and the demo's data, keep the installed audit tools
	@cargo clean
	@rm -rf dist .pinpoint/demo
