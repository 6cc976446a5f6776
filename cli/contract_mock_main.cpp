#include "cli/console.h"
#include "cli/mock_program.h"

int main(int argc, char** argv) {
    return tally::cli::guarded(tally::cli::run_mock, argc, argv);
}
