#include "cli/console.h"
#include "cli/run_verification.h"

namespace {

int run(int argc, char** argv) {
    using namespace tally::cli;
    const auto options = read_verify_options(argc, argv);
    if (const auto* end = std::get_if<ExitCode>(&options)) return to_int(*end);
    return to_int(run_verification(std::get<VerifyOptions>(options)));
}

}  // namespace

int main(int argc, char** argv) {
    return tally::cli::guarded(run, argc, argv);
}
