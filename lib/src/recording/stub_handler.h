// Answers what contracts record, for people and tests that need a stand-in for a provider. Nothing is
// remembered and nothing has to be asked for. Knows no sockets.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/regex.h"
#include "http/message.h"
#include "model/contract.h"
#include "recording/say.h"

namespace tally::recording {

struct StubOptions {
    std::optional<Regex> provider_state = {};  // only interactions with a state in which this is found
    bool without_state_too = false;            // ... and those without any
    std::string state_header = {};   // a request's header of this name chooses the state; empty: none
    bool answers_preflight = false;  // every OPTIONS request
    bool allows_referer = false;     // ... with the Referer as the origin that is allowed
    Say say = {};
};

class StubHandler {
  public:
    // Keeps references to both; random values are drawn by one thread at a time.
    StubHandler(StubOptions options, Random& random, const Clock& clock);
    ~StubHandler();

    // From now on these and no others; requests that are being answered keep what they began with. Says each
    // interaction that is served, and returns how many.
    std::size_t serve(std::vector<model::Contract> contracts);

    void set_url(std::string url);  // of the server, for generators

    // The first interaction that matches completely answers. A miss is answered 404 without a body, and its
    // reason is said. May be called from several threads.
    http::Response handle(const http::Request& request);

  private:
    struct Served;
    using AllServed = std::vector<Served>;
    struct Choice;

    bool is_offered(const model::Interaction& interaction) const;
    bool is_in_state(const model::Interaction& interaction, const std::string* wanted) const;
    std::shared_ptr<const AllServed> served() const;
    Choice choose(const AllServed& served, const model::Request& request, const std::string* state) const;
    http::Response answer(const Served& served, std::size_t interaction);
    void tell_why(const AllServed& served, const model::Request& request, const std::string* state) const;
    std::string state_note(const AllServed& served, const std::string& state) const;
    http::Response preflight(const http::Request& request) const;
    void say(log::Level level, const std::string& line) const;

    const StubOptions options_;
    const Clock& clock_;

    mutable std::mutex mutex_;  // guards what follows
    Random& random_;
    std::string url_;
    std::shared_ptr<const AllServed> served_;
};

}  // namespace tally::recording
