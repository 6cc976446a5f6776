#include "support/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <utility>

namespace tally::testing_support {

namespace {

using Instant = std::chrono::steady_clock::time_point;

Instant after(std::chrono::milliseconds span) {
    return std::chrono::steady_clock::now() + span;
}

int milliseconds_until(Instant deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return left.count() < 0 ? 0 : static_cast<int>(left.count());
}

struct Pipe {
    int read_end = -1;
    int write_end = -1;

    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
        read_end = ends[0];
        write_end = ends[1];
    }
    ~Pipe() {
        close_end(read_end);
        close_end(write_end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

// Reads what is there; false at the end of the stream.
bool read_some(int& descriptor, std::string& into) {
    char buffer[65536];
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count > 0) return into.append(buffer, static_cast<std::size_t>(count)), true;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    Pipe::close_end(descriptor);
    return false;
}

// What the shell of a developer, or a CI system, has set and programs of ours read: it is not for tests. Names that end
// with '*' stand for all that begin so.
constexpr std::string_view kOfOthers[] = {
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_*",
    "NO_COLOR", "PACT_BROKER_*", "PACT_PROVIDER_*", "PACT_VERIFIER_*", "PACT_WEBHOOK_*", "PACT_DESCRIPTION",
    "TALLY_CONTRACT_*", "TALLY_CREDENTIALS_FILE", "TALLY_RUN_DIR", "TALLY_BROKER_URL", "TALLY_CONSUMER*",
    "TALLY_PROVIDER*", "TALLY_STATE*", "APPVEYOR*", "BITBUCKET_*", "BUILDKITE*", "BUILD_*", "CIRCLE*", "CIRRUS_*", "CI_*",
    "DRONE*", "GITHUB_*", "GITLAB_*", "GIT_*", "JENKINS_*", "SYSTEM_*", "TEAMCITY_*", "TRAVIS*"};

bool is_of_others(std::string_view name) {
    return std::any_of(std::begin(kOfOthers), std::end(kOfOthers), [&](std::string_view other) {
        if (other.back() != '*') return name == other;
        other.remove_suffix(1);
        return name.substr(0, other.size()) == other;
    });
}

std::vector<std::string> environment_of(const Command& command) {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (equals != std::string_view::npos && !is_of_others(text.substr(0, equals)))
            variables[std::string(text.substr(0, equals))] = text.substr(equals + 1);
    }
    for (const auto& [name, value] : command.environment) {
        if (value.empty()) {
            variables.erase(name);
        } else {
            variables[name] = value;
        }
    }
    std::vector<std::string> lines;
    for (const auto& [name, value] : variables) lines.push_back(name + "=" + value);
    return lines;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

}  // namespace

std::string program_path(std::string_view name) {
    return (std::filesystem::path(TALLY_PROGRAMS_DIR) / name).string();
}

struct RunningProgram::Process {
    pid_t id = -1;
    Pipe input, output, errors;
    std::string output_text, errors_text;
    bool reaped = false;
    int status = 0;

    // Waits for output, errors or the deadline. False when both streams have ended or the time is up.
    bool pump(Instant deadline) {
        pollfd streams[] = {{output.read_end, POLLIN, 0}, {errors.read_end, POLLIN, 0}};
        if (output.read_end < 0 && errors.read_end < 0) return false;
        const int wait = milliseconds_until(deadline);
        if (poll(streams, 2, wait) == 0 && wait == 0) return false;
        if (streams[0].revents != 0) read_some(output.read_end, output_text);
        if (streams[1].revents != 0) read_some(errors.read_end, errors_text);
        return true;
    }

    bool reap(bool block) {
        if (!reaped && waitpid(id, &status, block ? 0 : WNOHANG) == id) reaped = true;
        return reaped;
    }
};

RunningProgram::RunningProgram(const Command& command) : process_(std::make_unique<Process>()) {
    auto arguments = command.arguments;
    if (arguments.empty()) throw std::invalid_argument("a command needs a program");
    if (arguments[0].find('/') == std::string::npos && std::filesystem::exists(program_path(arguments[0]))) {
        arguments[0] = program_path(arguments[0]);
    }
    auto environment = environment_of(command);
    auto argument_pointers = pointers(arguments);
    auto environment_pointers = pointers(environment);

    process_->id = fork();
    if (process_->id < 0) throw std::runtime_error("fork failed");
    if (process_->id == 0) {
        dup2(process_->input.read_end, STDIN_FILENO);
        dup2(process_->output.write_end, STDOUT_FILENO);
        dup2(process_->errors.write_end, STDERR_FILENO);
        if (!command.folder.empty() && chdir(command.folder.c_str()) != 0) _exit(127);
        execvpe(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
        dprintf(STDERR_FILENO, "cannot run %s: %s\n", argument_pointers[0], strerror(errno));
        _exit(127);
    }
    Pipe::close_end(process_->input.read_end);
    Pipe::close_end(process_->output.write_end);
    Pipe::close_end(process_->errors.write_end);

    // The input goes from a thread of its own, since a program may print a lot before it reads.
    std::thread([descriptor = std::exchange(process_->input.write_end, -1), text = command.input]() mutable {
        // For this thread alone: what is ignored in the process is also ignored in the programs that it starts.
        sigset_t broken_pipe;
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        std::string_view rest = text;
        while (!rest.empty()) {
            const ssize_t count = ::write(descriptor, rest.data(), rest.size());
            if (count < 0 && errno != EINTR) break;
            if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
        }
        ::close(descriptor);
    }).detach();
}

RunningProgram::~RunningProgram() {
    if (!process_->reap(false)) {
        ::kill(process_->id, SIGKILL);
        process_->reap(true);
    }
}

int RunningProgram::process_id() const {
    return process_->id;
}

void RunningProgram::kill(int signal) {
    if (!process_->reap(false)) ::kill(process_->id, signal);
}

std::string RunningProgram::next_line(std::chrono::milliseconds span) {
    const auto deadline = after(span);
    auto& text = process_->output_text;
    while (text.find('\n') == std::string::npos && process_->pump(deadline)) {
    }
    const auto end = text.find('\n');
    std::string line = text.substr(0, end);
    text.erase(0, end == std::string::npos ? text.size() : end + 1);
    return line;
}

Outcome RunningProgram::wait(std::chrono::milliseconds span) {
    const auto deadline = after(span);
    while (process_->pump(deadline)) {
    }
    Outcome outcome;
    if (process_->output.read_end >= 0 || process_->errors.read_end >= 0) {
        outcome.timed_out = true;
        ::kill(process_->id, SIGKILL);
    }
    process_->reap(true);
    const int status = process_->status;
    outcome.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    outcome.output = std::exchange(process_->output_text, {});
    outcome.errors = std::exchange(process_->errors_text, {});
    return outcome;
}

Outcome run_program(const Command& command) {
    return RunningProgram(command).wait(command.deadline);
}

std::string listening_url(RunningProgram& program) {
    constexpr std::string_view kPrefix = "listening on ";
    const std::string line = program.next_line();
    if (line.rfind(kPrefix, 0) != 0)
        throw std::runtime_error("expected 'listening on URL' but read '" + line + "'");
    return line.substr(kPrefix.size());
}

}  // namespace tally::testing_support
