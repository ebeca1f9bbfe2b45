#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/interchange/pickle.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using Items = std::vector<PickleValue>;

PickleValue sequence(Kind kind, Items items) {
    PickleValue v;
    v.kind = kind;
    v.items = std::make_shared<Items>(std::move(items));
    return v;
}

/// A stack machine that knows the instructions a state dict is made of. Each consumes input, so that its work
/// and memory stay within a small factor of the file's size.
class Reader {
  public:
    Reader(std::string_view bytes, const StorageReader& storages, std::string source)
        : m_bytes(bytes), m_storages(storages), m_source(std::move(source)) {}

    PickleValue read() {
        for (;;) {
            const char c = take(1)[0];
            if (c == '.') {
                return pop();
            }
            step(c);
        }
    }

  private:
    [[noreturn]] void fail(const std::string& reason) const {
        throw Error({.action = "reading", .file = m_source, .reason = reason});
    }

    std::string_view take(std::size_t count) {
        if (count > m_bytes.size() - m_at) {
            fail("the pickled part ends early");
        }
        const std::string_view part = m_bytes.substr(m_at, count);
        m_at += count;
        return part;
    }

    std::uint64_t unsignedNumber(std::size_t bytes) {
        const std::string_view part = take(bytes);
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            number |= static_cast<std::uint64_t>(static_cast<unsigned char>(part[i])) << (8 * i);
        }
        return number;
    }

    std::string line() {
        const std::size_t end = m_bytes.find('\n', m_at);
        if (end == std::string_view::npos) {
            fail("the pickled part ends early");
        }
        std::string text(m_bytes.substr(m_at, end - m_at));
        m_at = end + 1;
        return text;
    }

    void push(PickleValue value) { m_stack.push_back(std::move(value)); }

    PickleValue pop() {
        if (m_stack.empty() || (!m_marks.empty() && m_stack.size() <= m_marks.back())) {
            fail("the pickled part is not well-formed: its stack runs empty");
        }
        PickleValue value = std::move(m_stack.back());
        m_stack.pop_back();
        return value;
    }

    PickleValue& top() {
        if (m_stack.empty()) {
            fail("the pickled part is not well-formed: its stack runs empty");
        }
        return m_stack.back();
    }

    Items popToMark() {
        if (m_marks.empty()) {
            fail("the pickled part is not well-formed: a mark is missing");
        }
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
        push(sequence(Kind::tuple, std::move(items)));
    }

    void step(char c) {
        if (!scalar(c) && !container(c) && !reference(c)) {
            fail("the pickled part has an instruction that no state dict needs (byte " +
                 std::to_string(static_cast<unsigned char>(c)) + ")");
        }
    }

    bool scalar(char c) {
        switch (c) {
            case '\x80':
                take(1);
                return true;
            case 'N':
                push({});
                return true;
            case '\x88':
            case '\x89': {
                PickleValue v;
                v.kind = Kind::boolean;
                v.boolean = c == '\x88';
                push(v);
                return true;
            }
            case 'J':
                push(
                    PickleValue::of(static_cast<std::int64_t>(static_cast<std::int32_t>(unsignedNumber(4)))));
                return true;
            case 'K':
                push(PickleValue::of(static_cast<std::int64_t>(unsignedNumber(1))));
                return true;
            case 'M':
                push(PickleValue::of(static_cast<std::int64_t>(unsignedNumber(2))));
                return true;
            case '\x8a':
                push(PickleValue::of(longNumber()));
                return true;
            case 'G': {
                std::uint64_t bits = 0;
                for (const char byte : take(8)) {
                    bits = (bits << 8) | static_cast<unsigned char>(byte);
                }
                push(PickleValue::of(std::bit_cast<double>(bits)));
                return true;
            }
            case 'X':
                push(PickleValue::of(std::string(take(unsignedNumber(4)))));
                return true;
            default:
                return false;
        }
    }

    std::int64_t longNumber() {
        const std::size_t bytes = unsignedNumber(1);
        if (bytes > 8) {
            fail("the pickled part holds a number beyond 64 bits");
        }
        std::uint64_t number = unsignedNumber(bytes);
        if (bytes > 0 && bytes < 8 && ((number >> (8 * bytes - 1)) & 1U) != 0) {
            number |= ~std::uint64_t{0} << (8 * bytes);
        }
        return static_cast<std::int64_t>(number);
    }

    bool container(char c) {
        switch (c) {
            case '(':
                m_marks.push_back(m_stack.size());
                return true;
            case ')':
                push(sequence(Kind::tuple, {}));
                return true;
            case 't':
                push(sequence(Kind::tuple, popToMark()));
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
                push(sequence(Kind::list, {}));
                return true;
            case '}':
                push(PickleValue::makeDict());
                return true;
            case 'a': {
                PickleValue item = pop();
                append(Kind::list, {std::move(item)});
                return true;
            }
            case 'e':
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
            default:
                return false;
        }
    }

    void append(Kind kind, Items added) {
        PickleValue& target = top();
        if (target.kind != kind || (kind == Kind::dict && added.size() % 2 != 0)) {
            fail("the pickled part is not well-formed: items without their container");
        }
        target.items->insert(target.items->end(), std::make_move_iterator(added.begin()),
                             std::make_move_iterator(added.end()));
    }

    bool reference(char c) {
        switch (c) {
            case 'q':
                m_memo[unsignedNumber(1)] = top();
                return true;
            case 'r':
                m_memo[unsignedNumber(4)] = top();
                return true;
            case 'h':
                recall(unsignedNumber(1));
                return true;
            case 'j':
                recall(unsignedNumber(4));
                return true;
            case 'c': {
                PickleValue v;
                v.kind = Kind::global;
                v.text = line();
                v.text.push_back(' ');
                v.text.append(line());
                push(std::move(v));
                return true;
            }
            case 'R': {
                const PickleValue arguments = pop();
                const PickleValue callable = pop();
                push(call(callable, arguments));
                return true;
            }
            case 'Q':
                push(storage(pop()));
                return true;
            case 'b': {
                // Attributes of an ordered dictionary (torch's _metadata) carry nothing that is needed here.
                pop();
                if (top().kind != Kind::dict) {
                    fail("the pickled part gives attributes to something other than a dictionary");
                }
                return true;
            }
            default:
                return false;
        }
    }

    void recall(std::uint64_t key) {
        const auto found = m_memo.find(key);
        if (found == m_memo.end()) {
            fail("the pickled part recalls what it never stored");
        }
        push(found->second);
    }

    PickleValue call(const PickleValue& callable, const PickleValue& arguments) {
        if (callable.kind == Kind::global && arguments.kind == Kind::tuple) {
            if (callable.text == "collections OrderedDict" && arguments.items->empty()) {
                return PickleValue::makeDict();
            }
            if (callable.text == "torch._utils _rebuild_tensor_v2" && arguments.items->size() >= 4) {
                return tensor(*arguments.items);
            }
            if (callable.text == "torch._utils _rebuild_parameter" && !arguments.items->empty() &&
                arguments.items->front().kind == Kind::tensor) {
                return arguments.items->front();
            }
        }
        fail("the pickled part asks for \"" + callable.text +
             "\", which no state dict needs; it was not run");
    }

    PickleValue storage(const PickleValue& id) {
        const bool plausible = id.kind == Kind::tuple && id.items->size() >= 5 &&
                               (*id.items)[0].text == "storage" && (*id.items)[1].kind == Kind::global &&
                               (*id.items)[2].kind == Kind::string && (*id.items)[4].kind == Kind::integer;
        if (!plausible) {
            fail("the pickled part names a tensor's data in an unknown way");
        }
        const std::string& type = (*id.items)[1].text;
        PickleValue v;
        v.kind = Kind::storage;
        v.tensor = m_storages(type.substr(type.find(' ') + 1), (*id.items)[2].text, (*id.items)[4].integer);
        return v;
    }

    std::vector<std::int64_t> integers(const PickleValue& value) {
        std::vector<std::int64_t> result;
        if (value.kind != Kind::tuple || value.items->size() > 16) {
            fail("a tensor's shape is not a tuple of numbers");
        }
        for (const PickleValue& item : *value.items) {
            if (item.kind != Kind::integer || item.integer < 0) {
                fail("a tensor's shape is not a tuple of numbers");
            }
            result.push_back(item.integer);
        }
        return result;
    }

    PickleValue tensor(const Items& arguments) {
        if (arguments[0].kind != Kind::storage || arguments[1].kind != Kind::integer) {
            fail("a tensor has no data");
        }
        const std::vector<std::int64_t> sizes = integers(arguments[2]);
        const std::vector<std::int64_t> strides = integers(arguments[3]);
        const torch::Tensor& data = arguments[0].tensor;
        std::int64_t last = arguments[1].integer;
        bool empty = false;
        bool outside = last < 0 || sizes.size() != strides.size();
        for (std::size_t d = 0; !outside && d < sizes.size(); ++d) {
            empty = empty || sizes[d] == 0;
            std::int64_t reach = 0;
            outside = __builtin_mul_overflow(std::max<std::int64_t>(sizes[d] - 1, 0), strides[d], &reach) ||
                      __builtin_add_overflow(last, reach, &last);
        }
        if (outside || (!empty && last >= data.numel())) {
            fail("a tensor reaches outside its data");
        }
        return PickleValue::of(data.as_strided(sizes, strides, arguments[1].integer));
    }

    std::string_view m_bytes;
    const StorageReader& m_storages;
    std::string m_source;
    std::size_t m_at = 0;
    Items m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleValue> m_memo;
};

}  // namespace

PickleValue unpickled(std::string_view bytes, const StorageReader& storages, const std::string& source) {
    return Reader(bytes, storages, source).read();
}

}  // namespace priorscope
