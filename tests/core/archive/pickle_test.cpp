// State dicts as pickles: round trips, and errors for hostile or truncated input.
#include <QTest>

#include "core/archive/pickle.hpp"
#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"

using namespace priorscope;
using namespace std::string_literals;

namespace {

PickleValue readBack(const PickledDocument& document) {
    return unpickled(
        document.bytes,
        [&](const std::string&, const std::string& key, std::int64_t) {
            return document.storages.at(static_cast<std::size_t>(std::stoi(key))).flatten();
        },
        "test");
}

PickleValue readBytes(const std::string& bytes) {
    return unpickled(
        bytes,
        [](const std::string&, const std::string&, std::int64_t count) { return torch::zeros({count}); },
        "test");
}

QString errorOf(const std::string& bytes) {
    try {
        readBytes(bytes);
    } catch (const Error& e) {
        return QString::fromStdString(e.what());
    }
    return {};
}

}  // namespace

class TestPickle : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesReturn() {
        PickleValue document = PickleValue::makeDict();
        const torch::Tensor weights = torch::arange(24, torch::kFloat32).view({2, 3, 4});
        document.set("weights", PickleValue::of(weights));
        document.set("transposed", PickleValue::of(weights.permute({2, 0, 1})));
        document.set("count", PickleValue::of(torch::tensor(7, torch::kInt64)));
        document.set("small", PickleValue::of(std::int64_t{-3}));
        document.set("large", PickleValue::of(std::int64_t{1} << 40));
        document.set("negative", PickleValue::of(-(std::int64_t{1} << 40)));
        document.set("real", PickleValue::of(0.1));
        document.set("text", PickleValue::of("Prüfstück"s));
        const PickleValue back = readBack(pickled(document));
        QVERIFY(back.find("weights")->tensor.equal(weights));
        QVERIFY(back.find("transposed")->tensor.equal(weights.permute({2, 0, 1})));
        QCOMPARE(back.find("count")->tensor.item<std::int64_t>(), 7);
        QCOMPARE(back.find("small")->integer, -3);
        QCOMPARE(back.find("large")->integer, std::int64_t{1099511627776});
        QCOMPARE(back.find("negative")->integer, std::int64_t{-1099511627776});
        QCOMPARE(back.find("real")->real, 0.1);
        QCOMPARE(back.find("text")->text, "Prüfstück"s);
        QVERIFY(back.find("absent") == nullptr);
    }

    void bytesOfASmallPickleAreKnown() {
        // python3 -c "import pickle; print(pickle.dumps([1, 'a', None, True, 2.5], 2))"
        const std::string bytes =
            "\x80\x02]q\x00(K\x01X\x01\x00\x00\x00"s + "aq\x01N\x88G@\x04\x00\x00\x00\x00\x00\x00"s + "e."s;
        const PickleValue list = readBytes(bytes);
        QCOMPARE(list.items->size(), std::size_t{5});
        QCOMPARE((*list.items)[0].integer, 1);
        QCOMPARE((*list.items)[1].text, "a"s);
        QVERIFY((*list.items)[2].kind == PickleValue::Kind::none);
        QCOMPARE((*list.items)[3].boolean, true);
        QCOMPARE((*list.items)[4].real, 2.5);
    }

    void codeIsNeverRun() {
        // The output of pickle.dumps for os.system("true").
        const QString message = errorOf("\x80\x02"s + "cposix\nsystem\nX\x04\x00\x00\x00true\x85R."s);
        QVERIFY2(message.contains("posix system"), qPrintable(message));
    }

    void everyCutIsAnError() {
        PickleValue document = PickleValue::makeDict();
        document.set("w", PickleValue::of(torch::ones({2, 2})));
        document.set("n", PickleValue::of(std::int64_t{5}));
        const PickledDocument whole = pickled(document);
        for (std::size_t size = 0; size < whole.bytes.size(); ++size) {
            QVERIFY2(!errorOf(whole.bytes.substr(0, size)).isEmpty(), qPrintable(QString::number(size)));
        }
    }

    void aFlippedByteIsReadOrRefusedButNeverCrashes() {
        PickleValue document = PickleValue::makeDict();
        document.set("w", PickleValue::of(torch::ones({2, 2})));
        const PickledDocument whole = pickled(document);
        int refused = 0;
        for (std::size_t at = 0; at < whole.bytes.size(); ++at) {
            for (const char flip : {'\x01', '\x80', '\x7f'}) {
                std::string bytes = whole.bytes;
                bytes[at] = static_cast<char>(bytes[at] ^ flip);
                try {
                    readBack({.bytes = bytes, .storages = whole.storages});
                } catch (const Error&) {
                    ++refused;
                } catch (const std::exception&) {
                    // std::stoi and at() of this test's own storage lookup
                    ++refused;
                }
            }
        }
        QVERIFY(refused > 0);
    }

    void aTensorMayNotReachOutsideItsData() {
        // Storage of 4 elements, shape (2, 3).
        PickledDocument document = pickled(PickleValue::of(torch::ones({2, 3})));
        document.storages[0] = torch::ones({4});
        QVERIFY_THROWS_EXCEPTION(Error, readBack(document));
    }
};

QTEST_APPLESS_MAIN(TestPickle)
#include "pickle_test.moc"
