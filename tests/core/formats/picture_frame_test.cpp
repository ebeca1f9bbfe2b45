// What the boxes of an annotation refer to if sizes and orientations disagree with the image.
#include <QTest>

#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

using Names = std::vector<std::string>;

class PictureFrameTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void wrongSizeWithBoxesOfTheImage() {
        AnnotationFolder folder;
        for (const char* id : {"right", "swapped", "doubled"}) {
            folder.image(QString("JPEGImages/%1.jpg").arg(id), 100, 50);
        }
        folder.xml("right", size(100, 50) + object("cat", "11 21 90 45"));
        folder.xml("swapped", size(50, 100) + object("cat", "11 21 90 45"));
        folder.xml("doubled", size(200, 100) + object("cat", "11 21 90 45"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"wrong-size", "wrong-size"}));
        const Box box{0.1F, 0.4F, 0.9F, 0.9F};
        for (const char* id : {"right", "swapped", "doubled"}) {
            const ImageRow image = record(dataset, id);
            QVERIFY(image.width == 100 && image.height == 50);
            QCOMPARE(image.objects[0].box, box);
        }
        QVERIFY(dataset.issues[0].detail.text().find("200 x 100") != std::string::npos);
        QVERIFY(dataset.issues[0].detail.text().find("100 x 50") != std::string::npos);
    }

    /// Images were halved after labelling: an image whose box happens to fit follows the others.
    void boxesOfALargerPicture() {
        AnnotationFolder folder;
        for (const char* id : {"a", "b"}) {
            folder.image(QString("JPEGImages/%1.jpg").arg(id), 100, 50);
        }
        folder.xml("a", size(200, 100) + object("cat", "101 51 200 100"));
        folder.xml("b", size(200, 100) + object("cat", "1 1 50 50"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"wrong-size", "wrong-size"}));
        QCOMPARE(record(dataset, "a").objects[0].box, (Box{0.5F, 0.5F, 1.0F, 1.0F}));
        QCOMPARE(record(dataset, "b").objects[0].box, (Box{0.0F, 0.0F, 0.25F, 0.5F}));
    }

    /// Images were enlarged: ten boxes fill <size> to its edges and none extends beyond.
    void boxesOfASmallerPicture() {
        AnnotationFolder folder;
        QByteArray many = object("cat", "26 13 50 25");
        for (int i = 0; i < 9; ++i) {
            many += object("cat", "1 1 20 20");
        }
        folder.image("JPEGImages/many.jpg", 100, 50);
        folder.xml("many", size(50, 25) + many);
        QCOMPARE(folder.read().images[0].objects[0].box, (Box{0.5F, 0.48F, 1.0F, 1.0F}));

        AnnotationFolder few;
        few.image("JPEGImages/a.jpg", 100, 50);
        few.xml("a", size(50, 25) + object("cat", "1 1 50 25"));
        QCOMPARE(few.read().images[0].objects[0].box, (Box{0.0F, 0.0F, 0.5F, 0.5F}));
    }

    void nothingFits() {
        AnnotationFolder folder;
        folder.image("JPEGImages/swapped.jpg", 100, 50);
        folder.image("JPEGImages/strange.jpg", 100, 50);
        folder.xml("swapped", size(50, 100) + object("cat", "1 1 40 90"));
        folder.xml("strange", size(110, 60) + object("cat", "1 1 300 40"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"wrong-size", "wrong-size"}));
        QCOMPARE(record(dataset, "swapped").width, 0);
        QCOMPARE(record(dataset, "strange").width, 0);
        QVERIFY(dataset.issues[0].detail.text().find("not used for training") != std::string::npos);
    }

    void oneWildBoxAmongManyIsNoHabit() {
        AnnotationFolder folder;
        QByteArray objects = object("cat", "1 1 120 40");
        for (int i = 0; i < 60; ++i) {
            objects += object("cat", "1 1 20 20");
        }
        folder.image("JPEGImages/a.jpg", 100, 50);
        folder.xml("a", size(200, 100) + objects);
        QCOMPARE(folder.read().images[0].width, 100);
    }

    void sizeDecidesTheOrientation() {
        AnnotationFolder folder;
        folder.turnedImage("JPEGImages/shown.jpg", 100, 50, 6);
        folder.xml("shown", size(50, 100) + object("cat", "1 51 50 100"));
        const Dataset shown = folder.read();
        QVERIFY(shown.issues.empty());
        QCOMPARE(shown.images[0].orientation, 6);
        QVERIFY(shown.images[0].width == 50 && shown.images[0].height == 100);
        QCOMPARE(shown.images[0].objects[0].box, (Box{0.0F, 0.5F, 1.0F, 1.0F}));

        AnnotationFolder other;
        other.turnedImage("JPEGImages/stored.jpg", 100, 50, 6);
        other.xml("stored", size(100, 50) + object("cat", "1 1 50 50"));
        const Dataset stored = other.read();
        QVERIFY(stored.issues.empty());
        QCOMPARE(stored.images[0].orientation, 1);
        QCOMPARE(stored.images[0].width, 100);
    }

    /// Half turns and squares fit both ways, as do images without <size>: the others decide.
    void othersDecideWhereSizeDoesNot() {
        AnnotationFolder folder;
        folder.turnedImage("JPEGImages/decides.jpg", 100, 50, 8);
        folder.turnedImage("JPEGImages/half.jpg", 100, 50, 3);
        folder.turnedImage("JPEGImages/square.jpg", 60, 60, 6);
        folder.turnedImage("JPEGImages/nosize.jpg", 100, 50, 6);
        folder.turnedImage("JPEGImages/wrong.jpg", 100, 50, 6);
        folder.xml("decides", size(50, 100) + object("cat", "1 1 20 20"));
        folder.xml("half", size(100, 50) + object("cat", "1 1 20 20"));
        folder.xml("square", size(60, 60) + object("cat", "1 1 20 20"));
        folder.xml("nosize", object("cat", "1 1 20 20"));
        folder.xml("wrong", size(70, 70) + object("cat", "1 1 20 20"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"no-size", "wrong-size"}));
        QCOMPARE(record(dataset, "half").orientation, 3);
        QCOMPARE(record(dataset, "square").orientation, 6);
        QVERIFY(record(dataset, "nosize").orientation == 6 && record(dataset, "nosize").height == 100);
        QVERIFY(record(dataset, "wrong").orientation == 6 && record(dataset, "wrong").height == 100);
    }

    void theSettingDecidesWhereNothingElseDoes() {
        AnnotationFolder folder;
        folder.turnedImage("JPEGImages/half.jpg", 100, 50, 3);
        folder.turnedImage("JPEGImages/nosize.jpg", 100, 50, 6);
        folder.xml("half", size(100, 50) + object("cat", "1 1 20 20"));
        folder.xml("nosize", object("cat", "1 1 20 20"));
        const Dataset stored = folder.read();
        QCOMPARE(kinds(stored), (Names{"orientation", "orientation", "no-size"}));
        QVERIFY(stored.images[0].orientation == 1 && stored.images[1].orientation == 1);
        QVERIFY(stored.issues[0].file.string().ends_with("half.xml"));
        const Dataset shown = folder.read({.orientation = OrientationSetting::shown});
        QVERIFY(shown.images[0].orientation == 3 && shown.images[1].orientation == 6);
        QCOMPARE(shown.images[1].height, 100);
    }

    /// Two deciding images that disagree: the setting is used, with a finding.
    void imagesThatDisagreeDecideNothing() {
        AnnotationFolder folder;
        folder.turnedImage("JPEGImages/a.jpg", 100, 50, 6);
        folder.turnedImage("JPEGImages/b.jpg", 100, 50, 6);
        folder.turnedImage("JPEGImages/c.jpg", 100, 50, 6);
        folder.xml("a", size(100, 50) + object("cat", "1 1 20 20"));
        folder.xml("b", size(50, 100) + object("cat", "1 1 20 20"));
        folder.xml("c", object("cat", "1 1 20 20"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"orientation", "no-size"}));
        QVERIFY(record(dataset, "a").orientation == 1 && record(dataset, "b").orientation == 6);
        QCOMPARE(record(dataset, "c").orientation, 1);
        QVERIFY(dataset.issues[0].detail.text().find("disagree") != std::string::npos);
    }

    void boxesDecideWhereTheyFitOnlyOneWay() {
        AnnotationFolder folder;
        folder.turnedImage("JPEGImages/a.jpg", 100, 50, 6);
        folder.xml("a", object("cat", "1 1 40 90"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"no-size"}));
        QCOMPARE(dataset.images[0].orientation, 6);
    }

    void imagesThatAreNone() {
        AnnotationFolder folder;
        folder.write("JPEGImages/a.jpg", "<html>not found</html>");
        folder.write("JPEGImages/b.jpg", "");
        folder.xml("a", size(100, 50) + object("cat", "1 1 40 40"));
        folder.xml("b", size(100, 50) + object("cat", "1 1 40 40"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"bad-image", "bad-image"}));
        QVERIFY(dataset.issues[0].file.string().ends_with("a.jpg"));
    }
};

QTEST_APPLESS_MAIN(PictureFrameTest)
#include "picture_frame_test.moc"
