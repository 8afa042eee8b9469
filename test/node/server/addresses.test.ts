import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkTarget, isPublicAddress } from "../../../demo/server/addresses.js";

describe("where a web hook may go", () => {
  it("takes no address that is not the public internet's", () => {
    const refused = [
      ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"],
      ...["172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
      ...["100.127.255.255", "192.0.2.1", "192.88.99.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "240.0.0.1"],
      ...["::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fc00::1", "fd12::1", "ff02::1"],
      ...[
        "64:ff9b::a00:1",
        "2001::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:a00:1::",
        "3fff::1",
        "",
        "localhost",
        "8.8.8.8.8",
      ],
    ];
    for (const address of refused) assert.equal(isPublicAddress(address), false, address);
    const around = [
      "11.0.0.1",
      "100.63.255.255",
      "100.128.0.1",
      "172.15.255.255",
      "192.0.1.1",
      "198.17.0.1",
      "198.20.0.1",
    ];
    for (const address of ["8.8.8.8", "172.32.0.1", "2606:4700::1111", "2001:200::1", ...around])
      assert.ok(isPublicAddress(address), address);
  });

  const resolving = (...addresses: string[]) => {
    let asked = 0;
    const resolve = (): Promise<Array<{ address: string; family: number }>> => {
      asked++;
      return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));
    };
    return { resolve, asked: () => asked };
  };

  it("refuses a name of which one address is private", async () => {
    for (const addresses of [["10.0.0.1"], ["8.8.8.8", "192.168.0.1"], ["::1"]]) {
      const { resolve } = resolving(...addresses);
      await assert.rejects(checkTarget("https://hook.example/", [], resolve), /private address/);
    }
  });

  it("connects to the address that was checked: a name that changes its mind is not asked again", async () => {
    const { resolve, asked } = resolving("8.8.8.8");
    const target = await checkTarget("https://hook.example:8443/path?x=1", [], resolve);
    assert.deepEqual(
      [target.address, target.family, target.url.href],
      ["8.8.8.8", 4, "https://hook.example:8443/path?x=1"],
    );
    assert.equal(asked(), 1);
  });

  it("refuses everything but https to the public, unless the host is allowed by name", async () => {
    const { resolve } = resolving("8.8.8.8");
    await assert.rejects(checkTarget("http://hook.example/", [], resolve), /not https/);
    await assert.rejects(checkTarget("ftp://hook.example/", ["hook.example"], resolve), /ftp: is not http/);
    await assert.rejects(checkTarget("https://user:secret@hook.example/", [], resolve), /user name/);
    await assert.rejects(checkTarget("hook", [], resolve), /not a URL/);
    await assert.rejects(checkTarget("https://hook.example/", [], resolving().resolve), /no address/);
    for (const text of ["https://0x7f.1/", "https://2130706433/", "https://127.1/", "https://[::ffff:127.0.0.1]/"]) {
      await assert.rejects(checkTarget(text, [], resolve), /private address/, text);
    }
    const inside = resolving("10.0.0.5");
    assert.equal((await checkTarget("http://hook.internal/", ["hook.internal"], inside.resolve)).address, "10.0.0.5");
    assert.equal(
      (await checkTarget("http://hook.internal:81/", ["hook.internal:81"], inside.resolve)).address,
      "10.0.0.5",
    );
    assert.equal(
      (await checkTarget("http://hook.internal:82/", ["hook.internal"], inside.resolve)).address,
      "10.0.0.5",
    );
    await assert.rejects(checkTarget("http://hook.internal:82/", ["hook.internal:81"], inside.resolve), /not https/);
  });
});
