#include "support/postgres_server.h"

#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "support/process_end.h"

namespace tally::testing_support {

namespace {

constexpr std::chrono::seconds kPatience{60};

// The server refuses to run as root; nullptr when this process is not.
const passwd* other_user() {
    if (::geteuid() != 0) return nullptr;
    for (const char* name : {"postgres", "nobody"}) {
        if (const auto* user = ::getpwnam(name)) return user;
    }
    throw std::runtime_error("the PostgreSQL server does not run as root, and there is no other user for it");
}

// Makes `command` run as that user, and end with this process whatever happens to it.
std::vector<std::string> as_other_user(const passwd* user, std::vector<std::string> command) {
    std::vector<std::string> all{"setpriv", "--pdeathsig", "QUIT"};
    if (user != nullptr) {
        for (const auto& option :
             {"--reuid=" + std::to_string(user->pw_uid), "--regid=" + std::to_string(user->pw_gid),
              std::string("--clear-groups")}) {
            all.push_back(option);
        }
    }
    all.insert(all.end(), command.begin(), command.end());
    return all;
}

std::filesystem::path parent_folder(PostgresServer::Durability durability) {
    const std::filesystem::path memory = "/dev/shm";
    return durability == PostgresServer::Durability::none && std::filesystem::is_directory(memory)
               ? memory
               : std::filesystem::temp_directory_path();
}

// The server's own file says so once it accepts connections; a server that was killed leaves its file behind.
bool is_ready(const std::filesystem::path& data, int process) {
    std::ifstream stream(data / "postmaster.pid");
    std::string line;
    for (int i = 0; std::getline(stream, line); ++i) {
        if (i == 0 && line != std::to_string(process)) return false;
        if (i == 7) return line.rfind("ready", 0) == 0;
    }
    return false;
}

std::vector<int> children_of(int process) {
    const auto id = std::to_string(process);
    std::ifstream stream("/proc/" + id + "/task/" + id + "/children");
    std::vector<int> all;
    for (int child = 0; stream >> child;) all.push_back(child);
    return all;
}

// Something that happens in a folder, or the end of a process, whichever comes first.
class FolderWatch {
  public:
    explicit FolderWatch(const std::filesystem::path& folder) : descriptor_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
        if (::inotify_add_watch(descriptor_, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO) >= 0) return;
        ::close(descriptor_);
        throw std::runtime_error("cannot watch the folder of the PostgreSQL server");
    }
    ~FolderWatch() { ::close(descriptor_); }
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    void wait_for_change(const ProcessEnd& process, std::chrono::milliseconds span) {
        pollfd events[] = {{descriptor_, POLLIN, 0}, {process.descriptor(), POLLIN, 0}};
        ::poll(events, 2, static_cast<int>(span.count()));
        char names[4096];
        while (::read(descriptor_, names, sizeof names) > 0) {
        }
    }

  private:
    const int descriptor_;
};

}  // namespace

std::optional<std::filesystem::path> PostgresServer::programs() {
    std::vector<std::filesystem::path> candidates;
    if (const char* chosen = std::getenv("TALLY_POSTGRES_BIN")) candidates.emplace_back(chosen);
    std::error_code ignored;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
        candidates.push_back(version.path() / "bin");
    }
    for (const auto& folder : candidates) {
        if (std::filesystem::exists(folder / "initdb") && std::filesystem::exists(folder / "postgres"))
            return folder;
    }
    return std::nullopt;
}

PostgresServer::PostgresServer(Durability durability)
    : programs_(programs().value()), durability_(durability), folder_(parent_folder(durability)) {
    const auto* user = other_user();
    if (user != nullptr && ::chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
        throw std::runtime_error("cannot give the folder of the PostgreSQL server to its user");
    const auto made = run_program(
        {.arguments = as_other_user(
             user, {(programs_ / "initdb").string(), "--no-sync", "--auth=trust", "--locale=C",
                    "--encoding=UTF8", "--username=tally", "--pgdata", (folder_ / "data").string()}),
         .folder = folder_.path()});
    if (made.exit_code != 0) throw std::runtime_error("initdb failed: " + made.output + made.errors);
    start();
}

PostgresServer::~PostgresServer() {
    stop();
}

std::string PostgresServer::url(const std::string& schema) const {
    return "postgres://tally@/postgres?host=" + folder_.path().string() + "&options=-csearch_path%3D" +
           schema;
}

void PostgresServer::start() {
    const auto data = folder_ / "data";
    std::vector<std::string> command{(programs_ / "postgres").string(), "-D", data.string()};
    // syncfs: after a kill the server makes sure of all its files once, of which each by itself would take
    // seconds.
    std::vector<std::string> settings{
        "listen_addresses=",   "unix_socket_directories=" + folder_.path().string(),
        "max_connections=200", "logging_collector=off",
        "shared_buffers=32MB", "recovery_init_sync_method=syncfs",
        "autovacuum=off"};
    if (durability_ == Durability::none) {
        for (const char* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off"})
            settings.emplace_back(setting);
    }
    for (const auto& setting : settings) {
        command.emplace_back("-c");
        command.push_back(setting);
    }
    // Into a file, since nobody reads the pipes of a program that goes on running.
    command.insert(command.begin(), {"sh", "-c", "exec \"$@\" >> server.log 2>&1", "sh"});
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    FolderWatch watch(data);
    server_ = std::make_unique<RunningProgram>(
        Command{.arguments = as_other_user(other_user(), command), .folder = folder_.path()});
    const ProcessEnd end(server_->process_id());
    while (!is_ready(data, server_->process_id())) {
        if (end.comes_before({}) || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error("the PostgreSQL server did not start: " + folder_.read("server.log"));
        watch.wait_for_change(end, kPatience);
    }
}

void PostgresServer::kill() {
    auto processes = children_of(server_->process_id());
    processes.insert(processes.begin(), server_->process_id());
    const std::vector<ProcessEnd> ends(processes.begin(), processes.end());
    for (const int process : processes) ::kill(process, SIGKILL);
    server_->wait();
    server_.reset();
    // A process that still holds the shared memory would keep a new server from starting.
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (const auto& end : ends) {
        if (!end.comes_before(deadline)) throw std::runtime_error("a PostgreSQL process does not end");
    }
}

void PostgresServer::stop() {
    if (!server_) return;
    server_->kill(SIGQUIT);
    server_->wait();
    server_.reset();
}

}  // namespace tally::testing_support
