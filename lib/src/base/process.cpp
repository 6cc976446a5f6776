#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

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

}  // namespace

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
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    pid_t id = -1;
    const int problem = posix_spawnp(&id, pointers[0], &actions, nullptr, pointers.data(), environ);
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
    output.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return output;
}

}  // namespace tally::process
