// A PostgreSQL server of the test's own: a new cluster in a temporary folder, reached through a socket in it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::testing_support {

class PostgresServer {
  public:
    enum class Durability {
        full,  // as installed
        none,  // for tests that are about something else: several times as fast
    };

    // Where the server's programs are: TALLY_POSTGRES_BIN, or Debian's folder. Nothing when they are not
    // installed.
    static std::optional<std::filesystem::path> programs();

    // Creates the cluster and starts it. Throws std::runtime_error.
    explicit PostgresServer(Durability durability);
    ~PostgresServer();

    // `schema` is the only one in the search path; it does not exist before somebody creates it.
    std::string url(const std::string& schema = "public") const;

    void start();  // returns when it accepts connections
    void kill();   // SIGKILL for the server and each of its processes, all at once
    void stop();   // lets nobody finish

  private:
    const std::filesystem::path programs_;
    const Durability durability_;
    TemporaryFolder folder_;
    std::unique_ptr<RunningProgram> server_;
};

}  // namespace tally::testing_support
