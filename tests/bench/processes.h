// Servers under measurement: started, asked for their port, ended by their own id.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tally::bench {

class ServerProcess {
  public:
    // Its output goes to a pipe that next_line() reads; the errors are thrown away.
    explicit ServerProcess(const std::vector<std::string>& command);
    ~ServerProcess();  // SIGTERM, then SIGKILL
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::string next_line();  // "" at the end of its output
    int id() const { return id_; }

  private:
    int id_ = -1;
    int output_ = -1;
    std::string pending_;
};

// The output of a command that ends by itself.
std::string output_of(const std::vector<std::string>& command);

// A port that was free a moment ago.
std::uint16_t free_port();
// True once something accepts connections there; gives up after ten seconds.
bool wait_for_port(std::uint16_t port);

}  // namespace tally::bench
