#include "cli/completion_scripts.h"
#include "cli/console.h"
#include "cli/contract_program.h"

namespace {

int run(int argc, char** argv) {
    return tally::cli::run_contract(argc, argv, tally::cli::completion_scripts());
}

}  // namespace

int main(int argc, char** argv) {
    return tally::cli::guarded(run, argc, argv);
}
