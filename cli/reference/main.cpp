// tally_reference: writes what is made of the option tables. A tool of the build; not installed.
//
//   tally_reference markdown           what docs/cli.md says of commands and options, to stdout
//   tally_reference completion FOLDER  contract.bash, contract.zsh, contract.fish
//   tally_reference man FOLDER         a manual page each
#include <string>
#include <string_view>

#include "base/files.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/reference/programs.h"
#include "cli/reference/writers.h"

namespace {

using namespace tally;
using namespace tally::cli;

int write(const std::filesystem::path& file, const std::string& text) {
    const auto written = files::write_atomically(file, text, files::Durability::later);
    if (written) return 0;
    print_error(written.error());
    return to_int(ExitCode::could_not_find_out);
}

int write_completions(const std::filesystem::path& folder) {
    const auto programs = reference::all_programs();
    int code = write(folder / "contract.bash", reference::bash_completion(programs));
    if (code == 0) code = write(folder / "contract.zsh", reference::zsh_completion(programs));
    if (code == 0) code = write(folder / "contract.fish", reference::fish_completion(programs));
    return code;
}

// The page of the program and those of its commands refer to each other, and each program to the others.
int write_man_pages(const std::filesystem::path& folder) {
    const auto programs = reference::all_programs();
    for (const auto& program : programs) {
        const auto pages = reference::pages_of(program);
        for (const reference::Page* page : pages) {
            std::vector<std::string> related;
            if (page != &program) related.push_back(program.name);
            for (const auto& other : programs) {
                if (other.name != program.name) related.push_back(other.name);
            }
            for (const reference::Page* other : pages) {
                if (page == &program && other != page) related.push_back(dashed_name(*other));
            }
            const int code = write(folder / (dashed_name(*page) + ".1"),
                                   reference::man_page(*page, TALLY_VERSION, related));
            if (code != 0) return code;
        }
    }
    return 0;
}

int run(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "markdown" && argc == 2) {
        print(reference::markdown(reference::all_programs()));
        return 0;
    }
    if (what == "completion" && argc == 3) return write_completions(argv[2]);
    if (what == "man" && argc == 3) return write_man_pages(argv[2]);
    print_usage_error("what to write is not known",
                      "tally_reference markdown, completion FOLDER or man FOLDER");
    return to_int(ExitCode::usage);
}

}  // namespace

int main(int argc, char** argv) {
    return guarded(run, argc, argv);
}
