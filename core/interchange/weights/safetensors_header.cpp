#include "core/interchange/weights/safetensors_header.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kMostDimensions = 16;

/// Handles the events of nlohmann's parser: {NAME: {"dtype": …, "shape": […], "data_offsets": [B, E]}, …,
/// "__metadata__": {KEY: TEXT}}. Returning false stops the parser; `problem` tells why.
class Handler : public nlohmann::json_sax<nlohmann::json> {
  public:
    SafetensorsHeader header;
    Sentence problem;

    bool null() override { return unexpected(Core::tr("null")); }
    bool boolean(bool) override { return unexpected(Core::tr("a truth value")); }
    bool number_float(double, const std::string&) override { return unexpected(Core::tr("a fraction")); }
    bool binary(nlohmann::json::binary_t&) override { return unexpected(Core::tr("binary data")); }
    bool number_integer(std::int64_t) override { return unexpected(Core::tr("a negative number")); }

    bool number_unsigned(std::uint64_t number) override {
        if (m_state == State::shape && number <= std::numeric_limits<std::int64_t>::max()) {
            header.entries.back().shape.push_back(static_cast<std::int64_t>(number));
            return header.entries.back().shape.size() <= kMostDimensions ||
                   fail(Core::tr("more than 16 dimensions"));
        }
        if (m_state == State::offsets && m_offsets < 2) {
            (m_offsets++ == 0 ? header.entries.back().begin : header.entries.back().end) = number;
            return true;
        }
        return unexpected(Core::tr("the number %1").arg(number));
    }

    bool string(std::string& text) override {
        if (m_state == State::metadata) {
            return header.metadata.emplace(m_key, std::move(text)).second ||
                   fail(Core::tr("the key \"%1\" twice").arg(m_key));
        }
        if (m_state == State::entry && m_key == "dtype" && take(kHasType)) {
            header.entries.back().type = std::move(text);
            return true;
        }
        return unexpected(Core::tr("a text"));
    }

    bool start_object(std::size_t) override {
        if (m_state == State::begin) {
            m_state = State::top;
            return true;
        }
        if (m_state != State::top) {
            return unexpected(Core::tr("an object"));
        }
        if (m_key == "__metadata__") {
            m_state = State::metadata;
            return !std::exchange(m_has_metadata, true) || fail(Core::tr("\"__metadata__\" twice"));
        }
        if (!m_names.insert(m_key).second) {
            return fail(Core::tr("the tensor \"%1\" twice").arg(m_key));
        }
        header.entries.emplace_back();
        header.entries.back().name = m_key;
        m_fields = 0;
        m_state = State::entry;
        return true;
    }

    bool end_object() override {
        if (m_state == State::entry && m_fields != kHasAll) {
            return fail(Core::tr("the tensor \"%1\" without dtype, shape or data_offsets")
                            .arg(header.entries.back().name));
        }
        m_state = m_state == State::top ? State::done : State::top;
        return true;
    }

    bool start_array(std::size_t) override {
        if (m_state == State::entry && m_key == "shape" && take(kHasShape)) {
            m_state = State::shape;
            return true;
        }
        if (m_state == State::entry && m_key == "data_offsets" && take(kHasOffsets)) {
            m_state = State::offsets;
            m_offsets = 0;
            return true;
        }
        return unexpected(Core::tr("a list"));
    }

    bool end_array() override {
        if (m_state == State::offsets && m_offsets != 2) {
            return fail(Core::tr("data_offsets that are not two numbers"));
        }
        m_state = State::entry;
        return true;
    }

    bool key(std::string& text) override {
        m_key = std::move(text);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        return fail(Core::tr("no JSON from byte %1 on").arg(position));
    }

  private:
    enum class State { begin, top, metadata, entry, shape, offsets, done };
    static constexpr unsigned kHasType = 1;
    static constexpr unsigned kHasShape = 2;
    static constexpr unsigned kHasOffsets = 4;
    static constexpr unsigned kHasAll = 7;

    bool take(unsigned field) {
        const bool first = (m_fields & field) == 0;
        m_fields |= field;
        return first;
    }
    bool fail(Sentence what) {
        problem = std::move(what);
        return false;
    }
    bool unexpected(const Sentence& what) {
        return fail(
            (m_key.empty() ? Core::tr("%1 where none belongs") : Core::tr("%1 where none belongs, at \"%2\""))
                .arg(what)
                .arg(m_key));
    }

    State m_state = State::begin;
    std::string m_key;
    std::unordered_set<std::string> m_names;
    unsigned m_fields = 0;
    int m_offsets = 0;
    bool m_has_metadata = false;
};

}  // namespace

SafetensorsHeader parseSafetensorsHeader(std::string_view text, const Sentence& action,
                                         const std::filesystem::path& file) {
    Handler handler;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &handler)) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("its header holds %1").arg(handler.problem),
                     .remedy = Core::tr("Get the file again; it is damaged, or no .safetensors file")});
    }
    return std::move(handler.header);
}

}  // namespace priorscope
