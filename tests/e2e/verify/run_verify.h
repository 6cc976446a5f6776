// contract-verify as a user runs it, and what it printed with everything that varies replaced.
#pragma once

#include <string>
#include <vector>

#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::e2e {

// Ports become PORT (or their name), durations TIME, the test's folder FOLDER.
std::string steady(std::string text, const testing_support::TemporaryFolder& folder);

// The exit code, stdout and stderr in one text for a golden file.
std::string transcript(const testing_support::Outcome& outcome,
                       const testing_support::TemporaryFolder& folder);

// Runs `arguments` in the folder, with an environment that has nothing to do with contracts.
testing_support::Outcome run_in(const testing_support::TemporaryFolder& folder,
                                std::vector<std::string> arguments);

// An address that refuses connections for as long as this lives: bound, and nobody listens.
class ClosedPort {
  public:
    ClosedPort();
    ~ClosedPort();
    ClosedPort(const ClosedPort&) = delete;
    ClosedPort& operator=(const ClosedPort&) = delete;
    std::string url() const;

  private:
    int descriptor_;
};

// A V4 contract of web-shop with catalogue; `interactions` is JSON text.
std::string contract_text(const std::string& interactions, const std::string& consumer = "web-shop",
                          const std::string& provider = "catalogue");

// GET /products/11 with a JSON body of integer, type and decimal rules; `more` are further members.
std::string product_interaction(const std::string& more = "");

}  // namespace tally::e2e
