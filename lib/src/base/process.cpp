#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/process_start.h"
#include "base/sigpipe_block.h"

namespace tally::process {

namespace {

using Instant = std::chrono::steady_clock::time_point;

int milliseconds_until(Instant deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

class Pipe {
  public:
    Pipe() { made_ = pipe2(ends_, O_CLOEXEC) == 0; }
    ~Pipe() {
        close_reading();
        close_writing();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    bool made() const { return made_; }
    int reading() const { return ends_[0]; }
    int writing() const { return ends_[1]; }
    void close_reading() { close_end(ends_[0]); }
    void close_writing() { close_end(ends_[1]); }

  private:
    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
    int ends_[2] = {-1, -1};
    bool made_ = false;
};

void never_wait_for(int descriptor) {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

// Whose group an interrupted program takes along; 0 while there is none, and the first where there are
// several.
std::atomic<pid_t> group_to_take_along{0};
static_assert(std::atomic<pid_t>::is_always_lock_free);  // a signal handler reads it

// While one exists, an interruption of this program ends the other's group first.
class EndsWithUs {
  public:
    EndsWithUs() {
        // One that comes before there is a group has to wait for it
        sigset_t held_back;
        sigemptyset(&held_back);
        for (const int signal : kSignals) sigaddset(&held_back, signal);
        pthread_sigmask(SIG_BLOCK, &held_back, &mask_before_);
    }
    ~EndsWithUs() {
        if (is_noted_) {
            for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
            group_to_take_along = 0;
        }
        pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    }
    EndsWithUs(const EndsWithUs&) = delete;
    EndsWithUs& operator=(const EndsWithUs&) = delete;

    void take_along(pid_t group) {
        pid_t nobody = 0;
        is_noted_ = group_to_take_along.compare_exchange_strong(nobody, group);
        for (std::size_t i = 0; is_noted_ && i < kSignals.size(); ++i) {
            struct sigaction action = {};
            action.sa_handler = end_group;
            sigaction(kSignals[i], &action, &before_[i]);
            if (before_[i].sa_handler == SIG_IGN) sigaction(kSignals[i], &before_[i], nullptr);
        }
        pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
    }

    const sigset_t& mask_of_the_other() const { return mask_before_; }

  private:
    static void end_group(int signal) {
        const pid_t group = group_to_take_along;
        if (group > 0) ::kill(-group, SIGKILL);
        // Comes again as soon as this handler is left, and does what it did before
        for (std::size_t i = 0; i < kSignals.size(); ++i) {
            if (kSignals[i] == signal) sigaction(signal, &before_[i], nullptr);
        }
        ::raise(signal);
    }

    static constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
    static inline struct sigaction before_[kSignals.size()] = {};
    sigset_t mask_before_;
    bool is_noted_ = false;
};

// Talks with a program that was started until it has ended or its time is up.
class Talk {
  public:
    Talk(pid_t id, Pipe& input, Pipe& output, Pipe& errors, const std::string& text, std::size_t max_output)
        : id_(id), input_(input), output_(output), errors_(errors), unsent_(text), max_output_(max_output) {
        for (const int descriptor : {input.writing(), output.reading(), errors.reading()})
            never_wait_for(descriptor);
        if (unsent_.empty()) input_.close_writing();
    }

    // False when the deadline came first.
    bool until(Instant deadline) {
        int pause = 1;
        while (!has_ended()) {
            const int left = milliseconds_until(deadline);
            if (left == 0) return false;
            // Its output may be held by others, and closed by itself long before it ends: so it is asked for
            // again and again, ever more seldom while nothing happens
            pause = wait(std::min(pause, left)) ? 1 : std::min(pause * 2, 20);
        }
        read(output_, heard_.text);  // what it said last
        read(errors_, heard_.errors);
        heard_.exit_code = exit_code_of(status_);
        return true;
    }

    void kill_all() {
        ::kill(-id_, SIGKILL);
        while (waitpid(id_, &status_, 0) < 0 && errno == EINTR) {
        }
    }

    Output take() { return std::move(heard_); }

  private:
    bool has_ended() { return waitpid(id_, &status_, WNOHANG) == id_; }

    // False when nothing happened.
    bool wait(int milliseconds) {
        pollfd streams[] = {
            {output_.reading(), POLLIN, 0}, {errors_.reading(), POLLIN, 0}, {input_.writing(), POLLOUT, 0}};
        if (poll(streams, 3, milliseconds) <= 0) return false;
        if (streams[0].revents != 0) read(output_, heard_.text);
        if (streams[1].revents != 0) read(errors_, heard_.errors);
        if (streams[2].revents != 0) write();
        return true;
    }

    // All there is, also beyond the limit, so that the program does not block; at most so much at once that
    // the deadline is looked at in between.
    void read(Pipe& pipe, std::string& text) {
        char buffer[16384];
        for (int i = 0; i < 64 && pipe.reading() >= 0; ++i) {
            const ssize_t count = ::read(pipe.reading(), buffer, sizeof buffer);
            if (count > 0) {
                text.append(buffer, std::min(static_cast<std::size_t>(count),
                                             max_output_ - std::min(max_output_, text.size())));
            } else if (count == 0) {
                pipe.close_reading();
            } else if (errno != EINTR) {
                return;
            }
        }
    }

    void write() {
        const ssize_t count = ::write(input_.writing(), unsent_.data(), unsent_.size());
        if (count > 0) unsent_.remove_prefix(static_cast<std::size_t>(count));
        const bool is_closed = count < 0 && errno != EINTR && errno != EAGAIN;
        if (is_closed || unsent_.empty()) input_.close_writing();
    }

    pid_t id_;
    Pipe& input_;
    Pipe& output_;
    Pipe& errors_;
    std::string_view unsent_;
    std::size_t max_output_;
    Output heard_;
    int status_ = 0;
};

}  // namespace

Result<Output> run(const std::vector<std::string>& arguments, const Limits& limits, const Given& given) {
    const std::string& name = arguments.at(0);
    const auto failed = [&](ErrorCode code, const std::string& why) { return Error{code, name, why, ""}; };
    Pipe input, output, errors;
    if (!input.made() || !output.made() || !errors.made())
        return failed(ErrorCode::io, std::string("no pipe: ") + std::strerror(errno));

    const std::vector<std::string> environment = environment_with(given.variables);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.reading(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.writing(), STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    EndsWithUs ends_with_us;
    posix_spawnattr_setsigmask(&attributes, &ends_with_us.mask_of_the_other());
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    pid_t id = -1;
    const int problem = posix_spawnp(&id, name.c_str(), &actions, &attributes, pointers_to(arguments).data(),
                                     pointers_to(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    input.close_reading();
    output.close_writing();
    errors.close_writing();
    if (problem == E2BIG) return failed(ErrorCode::too_large, "its arguments and variables are too long");
    if (problem != 0)
        return failed(ErrorCode::not_found, std::string("cannot be started: ") + std::strerror(problem));

    ends_with_us.take_along(id);
    const SigpipeBlock no_sigpipe;
    Talk talk(id, input, output, errors, given.input, limits.max_output);
    if (!talk.until(std::chrono::steady_clock::now() + limits.deadline)) {
        talk.kill_all();
        return failed(ErrorCode::timed_out, "took too long");
    }
    return talk.take();
}

}  // namespace tally::process
