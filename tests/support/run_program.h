// Programs as a user runs them: one call, and everything they printed.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tally::testing_support {

struct Command {
    std::vector<std::string>
        arguments;  // the program first; a bare name is looked up among the built programs, then in PATH
    std::filesystem::path folder = {};  // to run in; empty: the current one
    std::map<std::string, std::string> environment =
        {};  // added to the inherited one without proxies, credentials and CI; an empty value removes the name
    std::string input = {};
    std::chrono::milliseconds deadline{120000};  // then it is killed and `timed_out` is set
};

struct Outcome {
    int exit_code = -1;  // 128 + signal when it was killed by one
    std::string output;
    std::string errors;
    bool timed_out = false;
};

Outcome run_program(const Command& command);

std::string program_path(std::string_view name);  // of a built program

// A program that goes on running: killed (SIGKILL) and reaped at the end of its scope. Only this very process
// is ended.
class RunningProgram {
  public:
    explicit RunningProgram(const Command& command);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    // The next line of its stdout, waiting at most `deadline`; "" when there is none.
    std::string next_line(std::chrono::milliseconds deadline = std::chrono::seconds(60));
    void kill(int signal);
    Outcome wait(std::chrono::milliseconds deadline =
                     std::chrono::seconds(60));  // what was printed since the last line read
    int process_id() const;

  private:
    struct Process;
    std::unique_ptr<Process> process_;
};

// "http://HOST:PORT" out of a line "listening on http://HOST:PORT".
std::string listening_url(RunningProgram& program);

}  // namespace tally::testing_support
