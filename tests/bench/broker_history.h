// The history of a company in a broker's database, as it grows over the years.
#pragma once

#include <cstddef>
#include <string>

namespace tally::bench {

struct History {
    std::size_t applications = 200;
    std::size_t providers = 5;   // of each application
    std::size_t versions = 100;  // of each application; each publishes for all its providers
    std::size_t contents = 10;   // of each pair: a contract changes with every tenth version

    // Each content was verified by every version of its provider.
    std::size_t publications() const { return applications * providers * versions; }
    std::size_t distinct_contents() const { return applications * providers * contents; }
    std::size_t results() const { return distinct_contents() * versions; }
};

std::string application(std::size_t number);
// The number of the nth provider of an application.
std::size_t provider_of(const History& history, std::size_t application, std::size_t nth);

// About 0.5 KB for each interaction; `text` makes it different from others.
std::string contract_text(const std::string& consumer, const std::string& provider, const std::string& text,
                          std::size_t interactions);
// The body of POST /contracts/publish; `entries` are separated by commas.
std::string publish_body(const std::string& consumer, const std::string& version, const std::string& branch,
                         const std::string& entries);
std::string contract_entry(const std::string& consumer, const std::string& provider,
                           const std::string& contract);

// Writes the whole history through Broker::handle, by several threads; the last versions run in `prod`.
void write_history(const std::string& database, const History& history);

}  // namespace tally::bench
