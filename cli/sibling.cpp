#include "cli/sibling.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace tally::cli {

int become_sibling(const std::string& name, const std::vector<std::string>& arguments) {
    std::error_code problem;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", problem);
    std::string program = problem ? name : (self.parent_path() / name).string();
    if (!std::filesystem::exists(program, problem)) program = name;  // installed apart

    std::vector<std::string> texts = {name};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    execvp(program.c_str(), pointers.data());
    print_usage_error("cannot run " + program + ": " + std::strerror(errno),
                      "install " + name + " beside contract");
    return to_int(ExitCode::could_not_find_out);
}

}  // namespace tally::cli
