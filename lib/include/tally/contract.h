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

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tally/api.h"
#include "tally/message.h"
#include "tally/mock_server.h"
#include "tally/outcome.h"
#include "tally/place.h"
#include "tally/value.h"
#include "tally/xml.h"

namespace tally {

namespace recording {
struct ContractDraft;
struct InteractionDraft;
struct PartDraft;
}  // namespace recording

// Version of the file format: what every reader since then understands.
enum class Specification { v2, v3, v4 };

// One part of a multipart body, made by field() and file().
struct MultipartPart {
    std::string name;
    std::string file_name;  // empty: a field of a form
    std::string content_type;
    Value content;  // text with or without a matcher, or a JSON document where content_type says so

    static MultipartPart field(std::string name, Value text) { return {std::move(name), "", "", std::move(text)}; }
    static MultipartPart file(std::string name, std::string file_name, std::string content_type, Value content) {
        return {std::move(name), std::move(file_name), std::move(content_type), std::move(content)};
    }
};

// A request, response or message that is being described. Base of the builders, with nothing for users.
class TALLY_API ExpectedPart {
  protected:
    ExpectedPart(std::shared_ptr<recording::InteractionDraft> draft, recording::PartDraft* part);

    void set_json(Value body, Place place);
    void set_text(Value text, std::string content_type, Place place);
    void set_bytes(std::string content, std::string content_type, Place place);
    void set_content_of_type(std::string example, std::string content_type, Place place);
    void set_form(std::vector<Member> fields, Place place);
    void set_xml(XmlElement root, std::string content_type, Place place);
    void set_multipart(std::vector<MultipartPart> parts, Place place);
    void set_empty(Place place);
    void add_entry(std::string name, Value value, Place place);  // a header, or metadata

    std::shared_ptr<recording::InteractionDraft> draft_;
    recording::PartDraft* part_;  // in *draft_
};

// What may be said of the body of a request or response and of the contents of a message. The last one counts. A
// Content-Type header (or metadata) follows the body unless it is written as well.
template <class Self>
class ExpectedBody : public ExpectedPart {
  public:
    Self& json_body(Value body, Place place = Place::here()) { return set_json(std::move(body), place), self(); }

    // Text that is one value: text_body("hello"), text_body(regex("[0-9]+ items", "3 items")).
    Self& text_body(Value text, std::string content_type = "text/plain", Place place = Place::here()) {
        return set_text(std::move(text), std::move(content_type), place), self();
    }

    // Exactly these bytes.
    Self& body(std::string content, std::string content_type, Place place = Place::here()) {
        return set_bytes(std::move(content), std::move(content_type), place), self();
    }

    // Any content that looks like this type by its first bytes, such as "image/png" (V3 "contentType").
    Self& body_of_type(std::string example, std::string content_type, Place place = Place::here()) {
        return set_content_of_type(std::move(example), std::move(content_type), place), self();
    }

    // Fields of a form; a field that is sent several times has an array or each_like() as its value.
    Self& form_body(std::vector<Member> fields, Place place = Place::here()) {
        return set_form(std::move(fields), place), self();
    }
    Self& xml_body(XmlElement root, std::string content_type = "application/xml", Place place = Place::here()) {
        return set_xml(std::move(root), std::move(content_type), place), self();
    }

    // multipart/form-data, with any boundary.
    Self& multipart_body(std::vector<MultipartPart> parts, Place place = Place::here()) {
        return set_multipart(std::move(parts), place), self();
    }

    // Nothing may come. Without any of these methods, whatever comes will do.
    Self& empty_body(Place place = Place::here()) { return set_empty(place), self(); }

  protected:
    using ExpectedPart::ExpectedPart;
    Self& self() { return static_cast<Self&>(*this); }
};

// What the provider is to answer. More than expected may come; only what the consumer needs belongs here.
class TALLY_API ExpectedResponse : public ExpectedBody<ExpectedResponse> {
  public:
    // Several values are an array: array({"a", "b"}).
    ExpectedResponse& header(std::string name, Value value, Place place = Place::here()) {
        return add_entry(std::move(name), std::move(value), place), *this;
    }

    // How the mock server lets the client down, to see how it copes. The contract file says nothing of it.
    ExpectedResponse& after(std::chrono::milliseconds delay, Place place = Place::here());
    ExpectedResponse& drop_connection(Place place = Place::here());                   // without any answer
    ExpectedResponse& truncate_body(std::size_t bytes, Place place = Place::here());  // of which Content-Length tells more

    explicit ExpectedResponse(std::shared_ptr<recording::InteractionDraft> draft);
};

// What the consumer is to send. Nothing but headers may be sent beyond it.
class TALLY_API ExpectedRequest : public ExpectedBody<ExpectedRequest> {
  public:
    // A parameter that is sent several times has an array or each_like() as its value; one without "=" has null.
    ExpectedRequest& query(std::string name, Value value, Place place = Place::here());
    ExpectedRequest& header(std::string name, Value value, Place place = Place::here()) {
        return add_entry(std::move(name), std::move(value), place), *this;
    }

    ExpectedResponse will_respond_with(int status, Place place = Place::here());
    ExpectedResponse will_respond_with(Value status, Place place = Place::here());  // any_status(), one_status_of()

    explicit ExpectedRequest(std::shared_ptr<recording::InteractionDraft> draft);
};

// What every interaction says of itself, whatever is exchanged. Base of the builders, with nothing for users.
class TALLY_API DescribedInteraction {
  protected:
    explicit DescribedInteraction(std::shared_ptr<recording::InteractionDraft> draft);

    void add_state(std::string state, Value parameters, Place place);
    void add_comment(std::string text);
    void set_comment(std::string name, Value value, Place place);
    void add_reference(std::string group, std::string name, Value value, Place place);
    void set_key(std::string key);
    void set_pending();

    std::shared_ptr<recording::InteractionDraft> draft_;
};

template <class Self>
class InteractionDescription : public DescribedInteraction {
  public:
    // The state the provider has to be in beforehand. May be repeated: all the states hold. `parameters` is an object
    // for the provider's state handler.
    Self& given(std::string state, Place place = Place::here()) {
        return add_state(std::move(state), Value::object({}), place), self();
    }
    Self& given(std::string state, Value parameters, Place place = Place::here()) {
        return add_state(std::move(state), std::move(parameters), place), self();
    }

    // V4 only. A line for whoever reads the contract or a report of it; may be repeated.
    Self& comment(std::string text) { return add_comment(std::move(text)), self(); }
    // V4 only. Any other entry of the comments.
    Self& comment(std::string name, Value value, Place place = Place::here()) {
        return set_comment(std::move(name), std::move(value), place), self();
    }
    Self& test_name(std::string name) { return set_comment("testname", std::move(name), Place()), self(); }
    // V4 only. What this belongs to elsewhere: reference("ticket", "id", "SHOP-12").
    Self& reference(std::string group, std::string name, Value value, Place place = Place::here()) {
        return add_reference(std::move(group), std::move(name), std::move(value), place), self();
    }
    // V4 only. Unique in the file; made from description and states unless set.
    Self& key(std::string key) { return set_key(std::move(key)), self(); }
    // V4 only. The provider does not have this yet: its failures do not fail the provider's build.
    Self& pending() { return set_pending(), self(); }

  protected:
    using DescribedInteraction::DescribedInteraction;
    Self& self() { return static_cast<Self&>(*this); }
};

// One HTTP exchange.
class TALLY_API Interaction : public InteractionDescription<Interaction> {
  public:
    // The path without its query: "/products/10", or a matcher.
    ExpectedRequest with_request(std::string method, Value path, Place place = Place::here());

    explicit Interaction(std::shared_ptr<recording::InteractionDraft> draft);
};

// An asynchronous message: its contents, and metadata such as topic or routing key.
class TALLY_API ExpectedMessage : public ExpectedBody<ExpectedMessage> {
  public:
    ExpectedMessage& metadata(std::string name, Value value, Place place = Place::here()) {
        return add_entry(std::move(name), std::move(value), place), *this;
    }

    explicit ExpectedMessage(std::shared_ptr<recording::InteractionDraft> draft);
};

// The request or one of the answers of a synchronous message.
class TALLY_API ExpectedExchange : public ExpectedBody<ExpectedExchange> {
  public:
    ExpectedExchange& metadata(std::string name, Value value, Place place = Place::here()) {
        return add_entry(std::move(name), std::move(value), place), *this;
    }

    // The answer, or the next one.
    ExpectedExchange will_respond_with(Place place = Place::here());

    ExpectedExchange(std::shared_ptr<recording::InteractionDraft> draft, recording::PartDraft* part);
};

// A message that the provider sends and the consumer handles (V3 message, V4 "Asynchronous/Messages").
class TALLY_API AsynchronousMessage : public InteractionDescription<AsynchronousMessage> {
  public:
    ExpectedMessage with_message(Place place = Place::here());

    explicit AsynchronousMessage(std::shared_ptr<recording::InteractionDraft> draft);
};

// A request that the consumer sends by other means than HTTP, and the answers (V4 "Synchronous/Messages").
class TALLY_API SynchronousMessage : public InteractionDescription<SynchronousMessage> {
  public:
    ExpectedExchange with_request(Place place = Place::here());

    explicit SynchronousMessage(std::shared_ptr<recording::InteractionDraft> draft);
};

class TALLY_API Contract {
  public:
    Contract(std::string consumer, std::string provider, Place place = Place::here());
    Contract(Contract&&) = default;
    Contract& operator=(Contract&&) = default;

    // Where the file goes; otherwise the environment's TALLY_CONTRACT_DIR, otherwise "contracts".
    Contract& write_to(std::string folder);
    Contract& specification(Specification version);  // v4 unless asked

    // Descriptions say what is asked for: "a request for product 10". With the states they name the interaction.
    Interaction upon_receiving(std::string description, Place place = Place::here());
    AsynchronousMessage expects_to_receive(std::string description, Place place = Place::here());
    SynchronousMessage expects_exchange(std::string description, Place place = Place::here());

    // The test is called and, when everything that was expected came, nothing else did and the test passed, the
    // interactions are merged into the contract file. Otherwise the file is left alone. A test returns nothing, or
    // whether it passed; what it throws is kept in the outcome. The adapters (tally/gtest.h ...) have functions of the
    // same names that report the outcome to their framework. Each function is about the interactions of its kind.

    // `test` gets a const MockServer& that expects all HTTP interactions. Where responses have alternatives it is
    // called once more for each, with a mock server of its own.
    template <class Test>
    [[nodiscard]] Outcome run(Test&& test, Place place = Place::here()) const {
        return run_http([&test](const MockServer& mock) { return passed(test, mock); }, place);
    }

    // `handler` gets each expected asynchronous message, a const ReceivedMessage&, and each alternative of it.
    template <class Handler>
    [[nodiscard]] Outcome receive(Handler&& handler, Place place = Place::here()) const {
        return run_messages([&handler](const ReceivedMessage& message) { return passed(handler, message); }, place);
    }

    // `test` gets the other end of each synchronous message, a const MessageExchange&, and each alternative of it.
    template <class Test>
    [[nodiscard]] Outcome exchange(Test&& test, Place place = Place::here()) const {
        return run_exchanges([&test](const MessageExchange& exchange) { return passed(test, exchange); }, place);
    }

  private:
    template <class Test, class Argument>
    static bool passed(Test& test, const Argument& argument) {
        if constexpr (std::is_void_v<std::invoke_result_t<Test&, const Argument&>>) {
            return test(argument), true;
        } else {
            return static_cast<bool>(test(argument));
        }
    }

    Outcome run_http(const std::function<bool(const MockServer&)>& test, Place place) const;
    Outcome run_messages(const std::function<bool(const ReceivedMessage&)>& handler, Place place) const;
    Outcome run_exchanges(const std::function<bool(const MessageExchange&)>& test, Place place) const;

    std::shared_ptr<recording::ContractDraft> draft_;
};

}  // namespace tally
