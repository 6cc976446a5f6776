#include "cli/console.h"
#include "cli/contract_program.h"

int main(int argc, char** argv) {
    return tally::cli::guarded(tally::cli::run_contract, argc, argv);
}
