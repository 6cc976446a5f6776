// Randomness as a parameter: the same seed gives the same output on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tally {

class Random {
  public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;  // 64 uniform bits

    std::int64_t between(std::int64_t low, std::int64_t high);  // both included; low <= high
    std::string characters(std::size_t count, std::string_view alphabet);
    std::string uuid();  // version 4, lower case with hyphens
};

// Not for secrets.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() override;

  private:
    std::uint64_t state_;
};

class SystemRandom final : public Random {  // from the operating system, for seeds, identifiers and tokens
  public:
    std::uint64_t next() override;
};

}  // namespace tally
