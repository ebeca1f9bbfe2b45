#include <bit>
#include <charconv>
#include <utility>

#include "core/archive/pickle.hpp"
#include "core/archive/pickle_bytes.hpp"
#include "core/archive/pickle_objects.hpp"
#include "core/archive/pickle_stack.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using Items = PickleStack::Items;

/// A stack machine with the opcodes that state dicts use.
class Reader {
  public:
    Reader(std::string_view bytes, const StorageReader& storages, const std::string& source)
        : m_bytes(bytes, source), m_objects(storages, source), m_stack(m_objects, bytes.size()) {}

    PickleValue read() {
        for (;;) {
            const char c = m_bytes.take(1)[0];
            if (c == '.') {
                return m_stack.takeResult();
            }
            step(c);
        }
    }

    std::size_t used() const { return m_bytes.position(); }

  private:
    void step(char c) {
        if (!number(c) && !text(c) && !container(c) && !reference(c) && !object(c)) {
            m_objects.fail(Core::tr("the pickled part has an instruction that no state dict needs (byte %1)")
                               .arg(static_cast<unsigned char>(c)));
        }
    }

    bool number(char c) {
        switch (c) {
            case 'N':
                m_stack.push({});
                return true;
            case '\x88':
            case '\x89':
                m_stack.pushBoolean(c == '\x88');
                return true;
            case 'I':
            case 'L':
                pushDecimal(m_bytes.line());
                return true;
            case 'J':
                m_stack.push(
                    PickleValue::of(static_cast<std::int64_t>(static_cast<std::int32_t>(m_bytes.number(4)))));
                return true;
            case 'K':
                m_stack.push(PickleValue::of(static_cast<std::int64_t>(m_bytes.number(1))));
                return true;
            case 'M':
                m_stack.push(PickleValue::of(static_cast<std::int64_t>(m_bytes.number(2))));
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
                m_stack.push(PickleValue::of(std::bit_cast<double>(bits)));
                return true;
            }
            default:
                return false;
        }
    }

    /// Protocols 0 and 1 write numbers as decimals, and booleans as 00 and 01.
    void pushDecimal(std::string_view digits) {
        if (digits == "00" || digits == "01") {
            m_stack.pushBoolean(digits == "01");
            return;
        }
        if (digits.ends_with('L')) {
            digits.remove_suffix(1);
        }
        std::int64_t value = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (result.ec != std::errc() || result.ptr != digits.data() + digits.size()) {
            m_stack.malformed(Core::tr("a number is invalid, or beyond 64 bits"));
        }
        m_stack.push(PickleValue::of(value));
    }

    /// Little-endian two's complement. State dicts need nothing beyond 64 bits: larger numbers become None.
    void pushLong(std::string_view bytes) {
        if (bytes.size() > 8) {
            m_stack.push({});
            return;
        }
        m_stack.push(PickleValue::of(signedNumber(bytes)));
    }

    /// Text and bytes are treated alike: Python 2's strings are bytes.
    bool text(char c) {
        switch (c) {
            case 'U':
            case 'C':
            case '\x8c':
                m_stack.pushText(m_bytes.take(m_bytes.number(1)));
                return true;
            case 'T':
            case 'B':
            case 'X':
                m_stack.pushText(m_bytes.take(m_bytes.number(4)));
                return true;
            case '\x8d':
            case '\x8e':
            case '\x96':
                m_stack.pushText(m_bytes.take(m_bytes.number(8)));
                return true;
            default:
                return false;
        }
    }

    bool container(char c) {
        switch (c) {
            case '(':
                m_stack.pushMark();
                return true;
            case ')':
                m_stack.pushContainer(Kind::tuple, {});
                return true;
            case 't':
                m_stack.pushContainer(Kind::tuple, m_stack.popToMark());
                return true;
            case '\x85':
                m_stack.pushTuple(1);
                return true;
            case '\x86':
                m_stack.pushTuple(2);
                return true;
            case '\x87':
                m_stack.pushTuple(3);
                return true;
            case ']':
            case '\x8f':  // a set becomes a list
                m_stack.pushContainer(Kind::list, {});
                return true;
            case '\x91':
                m_stack.pushContainer(Kind::list, m_stack.popToMark());
                return true;
            case '}':
                m_stack.pushContainer(Kind::dict, {});
                return true;
            default:
                return filling(c);
        }
    }

    bool filling(char c) {
        switch (c) {
            case 'l':
                m_stack.pushContainer(Kind::list, m_stack.popToMark());
                return true;
            case 'a': {
                PickleValue item = m_stack.pop();
                m_stack.append(Kind::list, {std::move(item)});
                return true;
            }
            case 'e':
            case '\x90':
                m_stack.append(Kind::list, m_stack.popToMark());
                return true;
            case 's': {
                PickleValue value = m_stack.pop();
                PickleValue key = m_stack.pop();
                m_stack.append(Kind::dict, {std::move(key), std::move(value)});
                return true;
            }
            case 'u':
                m_stack.append(Kind::dict, m_stack.popToMark());
                return true;
            case '0':
                m_stack.pop();
                return true;
            case '1':
                m_stack.popToMark();
                return true;
            default:
                return false;
        }
    }

    bool reference(char c) {
        switch (c) {
            case 'q':
                m_stack.store(m_bytes.number(1));
                return true;
            case 'r':
                m_stack.store(m_bytes.number(4));
                return true;
            case '\x94':
                m_stack.storeNext();
                return true;
            case 'h':
                m_stack.recall(m_bytes.number(1));
                return true;
            case 'j':
                m_stack.recall(m_bytes.number(4));
                return true;
            case '\x80':
                m_bytes.take(1);
                return true;
            case '\x95':
                m_bytes.take(8);  // a frame's length, a read-ahead hint
                return true;
            default:
                return false;
        }
    }

    bool object(char c) {
        switch (c) {
            case 'c': {
                const std::string_view module = m_bytes.line();
                m_stack.pushGlobal(module, m_bytes.line());
                return true;
            }
            case '\x93': {
                const PickleValue name = m_stack.pop();
                const PickleValue module = m_stack.pop();
                m_stack.pushGlobal(module.text, name.text);
                return true;
            }
            case '\x92':
                m_stack.pop();  // keyword arguments
                [[fallthrough]];
            case '\x81':
            case 'R': {
                const PickleValue arguments = m_stack.pop();
                call(m_stack.pop(), arguments);
                return true;
            }
            case 'i':
                callOfLines();
                return true;
            case 'o':
                callOfMark();
                return true;
            case 'Q':
                m_stack.pushStorage(m_objects.storage(m_stack.pop()));
                return true;
            case 'b':
                m_stack.setState(m_stack.pop());
                return true;
            default:
                return false;
        }
    }

    void call(const PickleValue& callable, const PickleValue& arguments) {
        m_stack.pushCalled(m_objects.call(callable, arguments));
    }

    /// Protocol 0: the class by name, its arguments above the mark.
    void callOfLines() {
        const std::string_view module = m_bytes.line();
        m_stack.pushGlobal(module, m_bytes.line());
        const PickleValue callable = m_stack.pop();
        m_stack.pushContainer(Kind::tuple, m_stack.popToMark());
        call(callable, m_stack.pop());
    }

    /// Protocol 1: class and arguments above the mark.
    void callOfMark() {
        Items items = m_stack.popToMark();
        if (items.empty()) {
            m_stack.malformed(Core::tr("it creates an object without a class"));
        }
        const PickleValue callable = std::move(items.front());
        items.erase(items.begin());
        m_stack.pushContainer(Kind::tuple, std::move(items));
        call(callable, m_stack.pop());
    }

    PickleBytes m_bytes;
    PickleObjects m_objects;
    PickleStack m_stack;
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
