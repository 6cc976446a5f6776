// A port of this machine that a test can tell programs about before anybody listens on it.
#pragma once

#include <cstdint>
#include <string>

namespace tally::testing_support {

// As long as it lives nothing else is given this port: the system leaves it out when it chooses ports for servers
// and for outgoing connections, in every process. Until a program listens there, callers are refused. A program
// that asks for exactly this port, and sets SO_REUSEADDR as servers do, gets it.
class ReservedPort {
  public:
    ReservedPort();  // throws std::runtime_error
    ~ReservedPort();
    ReservedPort(const ReservedPort&) = delete;
    ReservedPort& operator=(const ReservedPort&) = delete;

    std::uint16_t number() const { return number_; }
    std::string text() const { return std::to_string(number_); }
    std::string origin() const { return "http://127.0.0.1:" + text(); }

  private:
    int descriptor_ = -1;
    std::uint16_t number_ = 0;
};

}  // namespace tally::testing_support
