#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/archive/pickle.hpp"
#include "core/archive/pickle_bytes.hpp"
#include "core/archive/pickle_objects.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using Items = std::vector<PickleValue>;

// What a pickle may make of its bytes. A value on the stack costs one byte of input and 80 bytes here, so
// the work of a hostile file is bounded by an allowance and not by its instructions.
constexpr std::uint64_t kBaseAllowance = std::uint64_t{32} << 20;
constexpr std::uint64_t kAllowancePerByte = 8;
// Of a value in a vector that grows: the old and the new block live at once.
constexpr std::uint64_t kValueCost = 3 * sizeof(PickleValue);
constexpr std::uint64_t kContainerCost = 160;
constexpr std::uint64_t kMemoCost = sizeof(PickleValue) + 64;
constexpr std::uint64_t kTensorCost = 640;

/// A stack machine that knows the instructions a state dict is made of.
class Reader {
  public:
    Reader(std::string_view bytes, const StorageReader& storages, const std::string& source)
        : m_bytes(bytes, source),
          m_objects(storages, source),
          m_allowance(kBaseAllowance + kAllowancePerByte * bytes.size()) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Containers are emptied one by one: were they left to each other, a deep nest would overflow the stack
    /// and a cycle would never go.
    ~Reader() {
        for (const auto& items : m_containers) {
            items->clear();
        }
    }

    PickleValue read() {
        for (;;) {
            const char c = m_bytes.take(1)[0];
            if (c == '.') {
                PickleValue result = pop();
                keepReachable(result);
                return result;
            }
            step(c);
        }
    }

    std::size_t used() const { return m_bytes.position(); }

  private:
    [[noreturn]] void malformed(const std::string& reason) const {
        m_objects.fail("the pickled part is not well-formed: " + reason);
    }

    void charge(std::uint64_t bytes) {
        if (bytes > m_allowance) {
            m_objects.fail("the pickled part would take far more memory than a state dict of its size");
        }
        m_allowance -= bytes;
    }

    void push(PickleValue value) {
        if (m_stack.size() >= m_highest) {
            charge(kValueCost);
            m_highest = m_stack.size() + 1;
        }
        m_stack.push_back(std::move(value));
    }

    void pushText(std::string_view text) {
        charge(text.size());
        push(PickleValue::of(std::string(text)));
    }

    void pushContainer(Kind kind, Items items) {
        charge(kContainerCost + items.size() * sizeof(PickleValue));
        PickleValue v;
        v.kind = kind;
        v.items = std::make_shared<Items>(std::move(items));
        m_containers.push_back(v.items);
        push(std::move(v));
    }

    PickleValue pop() {
        if (m_stack.empty() || (!m_marks.empty() && m_stack.size() <= m_marks.back())) {
            malformed("its stack runs empty");
        }
        PickleValue value = std::move(m_stack.back());
        m_stack.pop_back();
        return value;
    }

    PickleValue& top() {
        if (m_stack.empty()) {
            malformed("its stack runs empty");
        }
        return m_stack.back();
    }

    Items popToMark() {
        if (m_marks.empty()) {
            malformed("a mark is missing");
        }
        charge((m_stack.size() - m_marks.back()) * sizeof(PickleValue));
        const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        Items items(std::make_move_iterator(from), std::make_move_iterator(m_stack.end()));
        m_stack.erase(from, m_stack.end());
        m_marks.pop_back();
        return items;
    }

    void pushTuple(std::size_t count) {
        Items items(count);
        for (std::size_t i = count; i > 0; --i) {
            items[i - 1] = pop();
        }
        pushContainer(Kind::tuple, std::move(items));
    }

    void step(char c) {
        if (!number(c) && !text(c) && !container(c) && !reference(c) && !object(c)) {
            m_objects.fail("the pickled part has an instruction that no state dict needs (byte " +
                           std::to_string(static_cast<unsigned char>(c)) + ")");
        }
    }

    void pushBoolean(bool value) {
        PickleValue v;
        v.kind = Kind::boolean;
        v.boolean = value;
        push(std::move(v));
    }

    bool number(char c) {
        switch (c) {
            case 'N':
                push({});
                return true;
            case '\x88':
            case '\x89':
                pushBoolean(c == '\x88');
                return true;
            case 'I':
            case 'L':
                pushDecimal(m_bytes.line());
                return true;
            case 'J':
                push(
                    PickleValue::of(static_cast<std::int64_t>(static_cast<std::int32_t>(m_bytes.number(4)))));
                return true;
            case 'K':
                push(PickleValue::of(static_cast<std::int64_t>(m_bytes.number(1))));
                return true;
            case 'M':
                push(PickleValue::of(static_cast<std::int64_t>(m_bytes.number(2))));
                return true;
            case '\x8a':
                pushLong(m_bytes.take(m_bytes.number(1)));
                return true;
            case '\x8b':
                pushLong(m_bytes.take(m_bytes.number(4)));
                return true;
            case 'G': {
                std::uint64_t bits = 0;
                for (const char byte : m_bytes.take(8)) {
                    bits = (bits << 8) | static_cast<unsigned char>(byte);
                }
                push(PickleValue::of(std::bit_cast<double>(bits)));
                return true;
            }
            default:
                return false;
        }
    }

    /// Protocols 0 and 1 spell numbers out, and truth as 00 and 01.
    void pushDecimal(std::string_view digits) {
        if (digits == "00" || digits == "01") {
            pushBoolean(digits == "01");
            return;
        }
        if (digits.ends_with('L')) {
            digits.remove_suffix(1);
        }
        std::int64_t value = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (result.ec != std::errc() || result.ptr != digits.data() + digits.size()) {
            malformed("a number is none, or beyond 64 bits");
        }
        push(PickleValue::of(value));
    }

    /// Little-endian two's complement. Beyond 64 bits there is nothing that a state dict needs: none.
    void pushLong(std::string_view bytes) {
        if (bytes.size() > 8) {
            push({});
            return;
        }
        push(PickleValue::of(signedNumber(bytes)));
    }

    /// Text and bytes alike: Python 2's strings are bytes.
    bool text(char c) {
        switch (c) {
            case 'U':
            case 'C':
            case '\x8c':
                pushText(m_bytes.take(m_bytes.number(1)));
                return true;
            case 'T':
            case 'B':
            case 'X':
                pushText(m_bytes.take(m_bytes.number(4)));
                return true;
            case '\x8d':
            case '\x8e':
            case '\x96':
                pushText(m_bytes.take(m_bytes.number(8)));
                return true;
            default:
                return false;
        }
    }

    bool container(char c) {
        switch (c) {
            case '(':
                charge(3 * sizeof(std::size_t));
                m_marks.push_back(m_stack.size());
                return true;
            case ')':
                pushContainer(Kind::tuple, {});
                return true;
            case 't':
                pushContainer(Kind::tuple, popToMark());
                return true;
            case '\x85':
                pushTuple(1);
                return true;
            case '\x86':
                pushTuple(2);
                return true;
            case '\x87':
                pushTuple(3);
                return true;
            case ']':
            case '\x8f':  // a set is kept as a list
                pushContainer(Kind::list, {});
                return true;
            case '\x91':
                pushContainer(Kind::list, popToMark());
                return true;
            case '}':
                pushContainer(Kind::dict, {});
                return true;
            default:
                return filling(c);
        }
    }

    bool filling(char c) {
        switch (c) {
            case 'l':
                pushContainer(Kind::list, popToMark());
                return true;
            case 'a': {
                PickleValue item = pop();
                append(Kind::list, {std::move(item)});
                return true;
            }
            case 'e':
            case '\x90':
                append(Kind::list, popToMark());
                return true;
            case 's': {
                PickleValue value = pop();
                PickleValue key = pop();
                append(Kind::dict, {std::move(key), std::move(value)});
                return true;
            }
            case 'u':
                append(Kind::dict, popToMark());
                return true;
            case '0':
                pop();
                return true;
            case '1':
                popToMark();
                return true;
            default:
                return false;
        }
    }

    void append(Kind kind, Items added) {
        PickleValue& target = top();
        const bool unread = target.kind == Kind::none || target.kind == Kind::call ||
                            (target.kind == Kind::object && kind == Kind::list);
        if (unread) {
            return;
        }
        if ((target.kind != kind && target.kind != Kind::object) ||
            (kind == Kind::dict && added.size() % 2 != 0)) {
            malformed("items without their container");
        }
        charge(added.size() * kValueCost);
        target.items->insert(target.items->end(), std::make_move_iterator(added.begin()),
                             std::make_move_iterator(added.end()));
    }

    bool reference(char c) {
        switch (c) {
            case 'q':
                store(m_bytes.number(1));
                return true;
            case 'r':
                store(m_bytes.number(4));
                return true;
            case '\x94':
                store(m_memo.size());
                return true;
            case 'h':
                recall(m_bytes.number(1));
                return true;
            case 'j':
                recall(m_bytes.number(4));
                return true;
            case '\x80':
                m_bytes.take(1);
                return true;
            case '\x95':
                m_bytes.take(8);  // a frame's length, for reading ahead
                return true;
            default:
                return false;
        }
    }

    void store(std::uint64_t key) {
        const PickleValue& value = top();
        charge(kMemoCost + value.text.size());
        m_memo[key] = value;
    }

    void recall(std::uint64_t key) {
        const auto found = m_memo.find(key);
        if (found == m_memo.end()) {
            malformed("it recalls what it never stored");
        }
        charge(found->second.text.size());
        push(found->second);
    }

    bool object(char c) {
        switch (c) {
            case 'c': {
                const std::string_view module = m_bytes.line();
                pushGlobal(module, m_bytes.line());
                return true;
            }
            case '\x93': {
                const PickleValue name = pop();
                const PickleValue module = pop();
                pushGlobal(module.text, name.text);
                return true;
            }
            case '\x92':
                pop();  // arguments by keyword
                [[fallthrough]];
            case '\x81':
            case 'R': {
                const PickleValue arguments = pop();
                const PickleValue callable = pop();
                pushCalled(m_objects.call(callable, arguments));
                return true;
            }
            case 'i': {
                const std::string_view module = m_bytes.line();
                pushGlobal(module, m_bytes.line());
                const PickleValue callable = pop();
                pushContainer(Kind::tuple, popToMark());
                const PickleValue arguments = pop();
                pushCalled(m_objects.call(callable, arguments));
                return true;
            }
            case 'o': {
                Items items = popToMark();
                if (items.empty()) {
                    malformed("it makes an object of no class");
                }
                const PickleValue callable = std::move(items.front());
                items.erase(items.begin());
                pushContainer(Kind::tuple, std::move(items));
                const PickleValue arguments = pop();
                pushCalled(m_objects.call(callable, arguments));
                return true;
            }
            case 'Q':
                charge(kTensorCost);
                push(m_objects.storage(pop()));
                return true;
            case 'b':
                setState(pop());
                return true;
            default:
                return false;
        }
    }

    /// Attributes of an ordered dictionary (torch's _metadata), of a tensor or of an unknown object carry
    /// nothing that is needed here; those of numpy's arrays are their data.
    void setState(PickleValue state) {
        const PickleValue& target = top();
        if (target.kind == Kind::call) {
            charge(kValueCost);
            target.items->push_back(std::move(state));
        } else if (target.kind != Kind::dict && target.kind != Kind::none && target.kind != Kind::object &&
                   target.kind != Kind::tensor) {
            malformed("it gives attributes to what has none");
        }
    }

    void pushGlobal(std::string_view module, std::string_view name) {
        charge(module.size() + name.size() + 1);
        PickleValue v;
        v.kind = Kind::global;
        v.text = module;
        v.text.push_back(' ');
        v.text.append(name);
        push(std::move(v));
    }

    void pushCalled(PickleValue made) {
        charge(kTensorCost);
        if (made.items != nullptr) {
            charge(kContainerCost + made.items->size() * kValueCost);
            m_containers.push_back(made.items);
        }
        push(std::move(made));
    }

    /// Lets go of the containers that come out, which the destructor would empty.
    void keepReachable(const PickleValue& result) {
        std::string problem;
        const auto reachable = containersWithin(result, problem);
        if (!problem.empty()) {
            malformed(problem);
        }
        std::erase_if(m_containers, [&](const auto& items) { return reachable.contains(items.get()); });
    }

    PickleBytes m_bytes;
    PickleObjects m_objects;
    std::uint64_t m_allowance;
    Items m_stack;
    std::size_t m_highest = 0;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleValue> m_memo;
    std::vector<std::shared_ptr<Items>> m_containers;
};

}  // namespace

PickleValue unpickled(std::string_view bytes, const StorageReader& storages, const std::string& source,
                      std::size_t* used) {
    Reader reader(bytes, storages, source);
    PickleValue value = reader.read();
    if (used != nullptr) {
        *used = reader.used();
    }
    return value;
}

}  // namespace priorscope
