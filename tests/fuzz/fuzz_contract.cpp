// Contract files of every version: what can be read can be used, and what can be written reads as the same.
#include "base/clock.h"
#include "base/random.h"
#include "format/read_contract.h"
#include "format/write_contract.h"
#include "fuzz/fuzz_input.h"
#include "generation/generate.h"
#include "matching/match.h"

namespace tally::fuzz {
namespace {

class StoppedClock final : public Clock {
  public:
    Time now() const override { return Time(std::chrono::hours(400'000)); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

void use(const model::Interaction& interaction) {
    SeededRandom random(1);
    const StoppedClock clock;
    generation::Context context{generation::Mode::consumer, random, clock};
    if (const model::HttpExchange* http = interaction.http()) {
        const model::Request request = generation::generate_request(http->request, context);
        const model::Response response = generation::generate_response(http->response, context);
        (void)matching::match_request(http->request, request);
        (void)matching::match_response(http->response, response);
        (void)generation::to_http(request);
    } else if (const auto* message = std::get_if<model::AsyncMessage>(&interaction.exchange)) {
        (void)matching::match_message(message->message,
                                      generation::generate_message(message->message, context));
    }
    (void)model::short_id(interaction);
}

}  // namespace
}  // namespace tally::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tally;
    auto read = format::read_contract(fuzz::text_of(data, size), "fuzz");
    if (!read) return 0;
    for (const model::Interaction& interaction : read->contract.interactions) fuzz::use(interaction);

    const Result<std::string> written = format::write_contract(read->contract);
    if (!written) return 0;
    const auto again = format::read_contract(*written, "again");
    fuzz::require(again.has_value(), "what was written can be read");
    const Result<std::string> second = format::write_contract(again->contract);
    fuzz::require(second && *second == *written, "writing twice gives the same bytes");
    (void)format::merge_contracts(read->contract, again->contract);
    return 0;
}
