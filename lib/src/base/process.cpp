#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

extern char** environ;

namespace tally::process {

namespace {

using Instant = std::chrono::steady_clock::time_point;

int milliseconds_until(Instant deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

// False when the deadline came before the end of the output. Reading goes on beyond the limit, so that the
// program does not block.
bool read_to_end(int descriptor, Instant deadline, std::size_t max_output, std::string& text) {
    for (;;) {
        pollfd stream{descriptor, POLLIN, 0};
        const int wait = milliseconds_until(deadline);
        const int ready = poll(&stream, 1, wait);
        if (ready == 0 && milliseconds_until(deadline) == 0) return false;
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0) continue;
        char buffer[4096];
        const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
        if (count == 0) return true;
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) {
            text.append(buffer, std::min(static_cast<std::size_t>(count),
                                         max_output - std::min(max_output, text.size())));
        }
    }
}

// Whom signals are passed on to; 0 while there is nobody.
volatile sig_atomic_t program_in_foreground = 0;

void pass_on(int signal) {
    if (program_in_foreground > 0) ::kill(static_cast<pid_t>(program_in_foreground), signal);
}

// While one exists, the signals that a terminal sends to both programs do not end this one, and those that
// were meant for the other are passed on.
class ForegroundSignals {
  public:
    ForegroundSignals() {
        for (std::size_t i = 0; i < kAll.size(); ++i) {
            struct sigaction action = {};
            action.sa_handler = i < kOfTheTerminal ? SIG_IGN : pass_on;
            sigaction(kAll[i], &action, &before_[i]);
        }
        // One that comes before there is a program has to wait for it.
        sigset_t passed_on;
        sigemptyset(&passed_on);
        for (std::size_t i = kOfTheTerminal; i < kAll.size(); ++i) sigaddset(&passed_on, kAll[i]);
        pthread_sigmask(SIG_BLOCK, &passed_on, &mask_before_);
    }
    ~ForegroundSignals() {
        program_in_foreground = 0;
        pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
        for (std::size_t i = 0; i < kAll.size(); ++i) sigaction(kAll[i], &before_[i], nullptr);
    }
    ForegroundSignals(const ForegroundSignals&) = delete;
    ForegroundSignals& operator=(const ForegroundSignals&) = delete;

    void pass_on_to(pid_t program) {
        program_in_foreground = program;
        pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    }

    // The other program shall see the signals as this one did before.
    const sigset_t& mask_of_the_other() const { return mask_before_; }
    sigset_t reset_in_the_other() const {
        sigset_t set;
        sigemptyset(&set);
        for (std::size_t i = 0; i < kAll.size(); ++i) {
            if (before_[i].sa_handler != SIG_IGN) sigaddset(&set, kAll[i]);
        }
        return set;
    }

  private:
    static constexpr std::array kAll = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};
    static constexpr std::size_t kOfTheTerminal = 2;
    struct sigaction before_[kAll.size()] = {};
    sigset_t mask_before_;
};

// "NAME=value" of the environment and the variables, which win.
std::vector<std::string> environment_with(const std::vector<Variable>& variables) {
    std::vector<std::string> lines;
    for (char** line = environ; *line != nullptr; ++line) {
        const std::string_view text = *line;
        const bool replaced = std::any_of(variables.begin(), variables.end(), [&](const Variable& variable) {
            return text.substr(0, text.find('=')) == variable.name;
        });
        if (!replaced) lines.emplace_back(text);
    }
    for (const Variable& variable : variables) lines.push_back(variable.name + '=' + variable.value);
    return lines;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

int exit_code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Result<int> run_in_foreground(const std::vector<std::string>& arguments,
                              const std::vector<Variable>& variables) {
    const std::vector<std::string> environment = environment_with(variables);
    ForegroundSignals signals;
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    const sigset_t reset = signals.reset_in_the_other();
    posix_spawnattr_setsigdefault(&attributes, &reset);
    posix_spawnattr_setsigmask(&attributes, &signals.mask_of_the_other());
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t id = -1;
    const int problem = posix_spawnp(&id, arguments.at(0).c_str(), nullptr, &attributes,
                                     pointers_to(arguments).data(), pointers_to(environment).data());
    posix_spawnattr_destroy(&attributes);
    if (problem != 0) {
        return Error{ErrorCode::not_found, arguments[0],
                     std::string("cannot be started: ") + std::strerror(problem),
                     "check the name of the program and that it may be run"};
    }
    signals.pass_on_to(id);
    int status = 0;
    while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    return exit_code_of(status);
}

Result<Output> run(const std::vector<std::string>& arguments, const Limits& limits) {
    const std::string& name = arguments.at(0);
    const auto failed = [&](ErrorCode code, const std::string& why) { return Error{code, name, why, ""}; };
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failed(ErrorCode::io, std::string("no pipe: ") + std::strerror(errno));

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t id = -1;
    const int problem =
        posix_spawnp(&id, name.c_str(), &actions, nullptr, pointers_to(arguments).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (problem != 0) {
        ::close(ends[0]);
        return failed(ErrorCode::not_found, std::string("cannot be started: ") + std::strerror(problem));
    }

    Output output;
    const bool ended = read_to_end(ends[0], std::chrono::steady_clock::now() + limits.deadline,
                                   limits.max_output, output.text);
    ::close(ends[0]);
    if (!ended) ::kill(id, SIGKILL);
    int status = 0;
    while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    if (!ended) return failed(ErrorCode::timed_out, "took too long");
    output.exit_code = exit_code_of(status);
    return output;
}

}  // namespace tally::process
