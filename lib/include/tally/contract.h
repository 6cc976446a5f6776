// A contract as a consumer's test writes it: what one consumer needs of one provider.
//
//     tally::Contract contract("web-shop", "catalogue");
//     contract.upon_receiving("a request for product 10")
//         .given("product 10 exists")
//         .with_request("GET", "/products/10")
//         .will_respond_with(200)
//         .json_body({{"id", integer(10)}, {"name", like("Lamp")}});
//
// Mistakes in an expectation throw nothing: run() reports them at their lines and starts nothing.
// A contract and its parts belong to one thread; different contracts may be used on different threads.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>

#include "tally/api.h"
#include "tally/mock_server.h"
#include "tally/outcome.h"
#include "tally/place.h"
#include "tally/value.h"

namespace tally {

namespace recording {
struct ContractDraft;
struct InteractionDraft;
}  // namespace recording

// Version of the file format: what every reader since then understands.
enum class Specification { v3, v4 };

// What the provider is to answer. More than expected may come; only what the consumer needs belongs here.
class TALLY_API ExpectedResponse {
  public:
    ExpectedResponse& header(std::string name, Value value, Place place = Place::here());
    ExpectedResponse& json_body(
        Value body, Place place = Place::here());  // application/json unless a header says otherwise
    ExpectedResponse& body(std::string content, std::string content_type, Place place = Place::here());

    explicit ExpectedResponse(std::shared_ptr<recording::InteractionDraft> draft);

  private:
    std::shared_ptr<recording::InteractionDraft> draft_;
};

// What the consumer is to send. Nothing but headers may be sent beyond it. Without a body any body will do.
class TALLY_API ExpectedRequest {
  public:
    // A parameter that is sent several times has an array or each_like() as its value; one without "=" has
    // null.
    ExpectedRequest& query(std::string name, Value value, Place place = Place::here());
    ExpectedRequest& header(std::string name, Value value, Place place = Place::here());
    ExpectedRequest& json_body(Value body, Place place = Place::here());
    ExpectedRequest& body(std::string content, std::string content_type, Place place = Place::here());

    ExpectedResponse will_respond_with(int status, Place place = Place::here());

    explicit ExpectedRequest(std::shared_ptr<recording::InteractionDraft> draft);

  private:
    std::shared_ptr<recording::InteractionDraft> draft_;
};

// One exchange, in the state the provider has to be in beforehand.
class TALLY_API Interaction {
  public:
    // May be repeated: all the states hold. `parameters` is an object for the provider's state handler.
    Interaction& given(std::string state, Place place = Place::here());
    Interaction& given(std::string state, Value parameters, Place place = Place::here());

    // The path without its query: "/products/10", or a matcher.
    ExpectedRequest with_request(std::string method, Value path, Place place = Place::here());

    explicit Interaction(std::shared_ptr<recording::InteractionDraft> draft);

  private:
    std::shared_ptr<recording::InteractionDraft> draft_;
};

class TALLY_API Contract {
  public:
    Contract(std::string consumer, std::string provider, Place place = Place::here());
    Contract(Contract&&) = default;
    Contract& operator=(Contract&&) = default;

    // Where the file goes; otherwise the environment's TALLY_CONTRACT_DIR, otherwise "contracts".
    Contract& write_to(std::string folder);
    Contract& specification(Specification version);  // v4 unless asked

    // Descriptions say what is asked for: "a request for product 10". With the states they name the
    // interaction.
    Interaction upon_receiving(std::string description, Place place = Place::here());

    // Starts a mock server, calls `test` with it, and, when every interaction was exercised, nothing else was
    // requested and the test passed, merges the interactions into the contract file. Otherwise the file is
    // left alone. `test` takes const MockServer& and returns nothing, or whether it passed. What it throws is
    // kept in the outcome. The adapters (tally/gtest.h) have a run() that reports the outcome to their
    // framework.
    template <class Test>
    [[nodiscard]] Outcome run(Test&& test, Place place = Place::here()) const {
        if constexpr (std::is_void_v<std::invoke_result_t<Test&, const MockServer&>>) {
            return run_test([&test](const MockServer& mock) { return test(mock), true; }, place);
        } else {
            return run_test([&test](const MockServer& mock) { return static_cast<bool>(test(mock)); }, place);
        }
    }

  private:
    Outcome run_test(const std::function<bool(const MockServer&)>& test, Place place) const;

    std::shared_ptr<recording::ContractDraft> draft_;
};

}  // namespace tally
