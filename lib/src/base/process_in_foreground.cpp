#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/process.h"
#include "base/process_start.h"

namespace tally::process {

namespace {

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

}  // namespace tally::process
